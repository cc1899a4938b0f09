package io.mesosjava.framework.scheduler;

import io.mesosjava.framework.session.SessionFailure;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.MasterInfo;
import io.mesosjava.v1.scheduler.Event;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Under which id the framework is with which master. Immutable; decides what an answer to SUBSCRIBE
 * means.
 *
 * @param id the id, if it has one
 * @param master the master of the last subscription
 * @param replaced the id that was given up, until there is a new one
 */
record Membership(
    Optional<FrameworkID> id, Optional<MasterInfo> master, Optional<FrameworkID> replaced) {

  /**
   * A subscription was confirmed.
   *
   * @param next the membership now
   * @param isNew whether the id is new, and to be saved before anything else happens
   * @param events what to tell, in order
   */
  record Welcome(Membership next, boolean isNew, List<SessionEvent> events) {}

  static Membership none() {
    return new Membership(Optional.empty(), Optional.empty(), Optional.empty());
  }

  Membership as(Optional<FrameworkID> known) {
    return new Membership(known, master, replaced);
  }

  Welcome welcomed(Event.Subscribed subscribed, URI endpoint, long generation)
      throws SessionFailure {
    FrameworkID given = subscribed.getFrameworkId();
    if (id.isPresent() && !id.get().equals(given)) {
      throw new SessionFailure(
          new FrameworkRefusedException(
              "subscribed as framework "
                  + id.get().getValue()
                  + ", and was called "
                  + given.getValue()));
    }
    MasterInfo leader = subscribed.getMasterInfo();
    List<SessionEvent> events = new ArrayList<>();
    if (id.isEmpty()) {
      events.add(new SessionEvent.FrameworkIdAssigned(given, replaced, generation));
    }
    events.add(
        master.isEmpty()
            ? new SessionEvent.Connected(given, endpoint, leader, generation)
            : new SessionEvent.Reconnected(given, endpoint, leader, generation));
    if (master.isPresent() && !master.get().getId().equals(leader.getId())) {
      events.add(new SessionEvent.LeaderChanged(master.get(), leader, generation));
    }
    Membership next = new Membership(Optional.of(given), Optional.of(leader), Optional.empty());
    return new Welcome(next, id.isEmpty(), List.copyOf(events));
  }

  /** What ERROR means; the master distinguishes by its text alone (src/master/master.cpp). */
  SchedulerSessionException refused(String message) {
    FrameworkID own = id.orElse(FrameworkID.getDefaultInstance());
    return switch (message) {
      case "Framework has been removed" -> new FrameworkRemovedException(own);
      case "Framework failed over" -> new FrameworkFailedOverException(own);
      default -> new FrameworkRefusedException(message);
    };
  }

  /** The id is given up. */
  Membership anew() {
    return new Membership(Optional.empty(), master, id);
  }
}
