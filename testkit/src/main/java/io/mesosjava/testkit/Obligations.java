package io.mesosjava.testkit;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What schedulers still owe to their cluster, by what they were told and what they called. Not
 * thread-safe.
 */
final class Obligations {

  /** So many of the latest task ids are known to have been launched. */
  private static final int MOST_LAUNCHED = 1_000_000;

  private final Instant start;
  private final Set<Invariant> checked;
  private final Duration patienceWithUpdates;
  private final Duration patienceWithOffers;

  private record Update(FrameworkID framework, TaskID task, ByteString uuid) {}

  private record Launched(FrameworkID framework, TaskID task) {}

  private record Delivered(Instant first, Instant last) {}

  private record Held(FrameworkID framework, Instant since) {}

  private final Map<Update, Delivered> updates = new LinkedHashMap<>();
  private final Map<OfferID, Held> offers = new LinkedHashMap<>();
  private final Set<Launched> launched = new LinkedHashSet<>();
  private final Map<Invariant, List<String>> broken = new HashMap<>();

  /**
   * Nothing is owed yet.
   *
   * @param start of the timeline
   * @param speed of the clock: what schedulers do takes as long as ever
   * @param checked what is looked at; of the rest nothing is kept
   */
  Obligations(Instant start, double speed, Set<Invariant> checked) {
    this.start = start;
    this.checked = Set.copyOf(checked);
    patienceWithUpdates = scaled(Duration.ofSeconds(5), speed);
    patienceWithOffers = scaled(Duration.ofMinutes(1), speed);
  }

  private static Duration scaled(Duration duration, double speed) {
    return Duration.ofNanos((long) (duration.toNanos() * Math.max(1, speed)));
  }

  /** The framework was told something. */
  void told(FrameworkID framework, Event event, Instant now) {
    switch (event.getType()) {
      case SUBSCRIBED -> forget(framework);
      case OFFERS ->
          event
              .getOffers()
              .getOffersList()
              .forEach(offer -> offers.put(offer.getId(), new Held(framework, now)));
      case RESCIND -> offers.remove(event.getRescind().getOfferId());
      case UPDATE -> updated(framework, event.getUpdate().getStatus(), now);
      default -> {
        // Nothing is owed for it.
      }
    }
  }

  private void updated(FrameworkID framework, TaskStatus status, Instant now) {
    if (status.hasUuid() && checked.contains(Invariant.UPDATES_ACKNOWLEDGED)) {
      Update update = new Update(framework, status.getTaskId(), status.getUuid());
      updates.merge(
          update, new Delivered(now, now), (before, again) -> new Delivered(before.first, now));
    }
  }

  /** The framework made a call, and it was accepted. */
  void called(Call call, Instant now) {
    FrameworkID framework = call.getFrameworkId();
    switch (call.getType()) {
      case TEARDOWN -> forget(framework);
      case DECLINE -> call.getDecline().getOfferIdsList().forEach(offers::remove);
      case ACCEPT -> accepted(framework, call.getAccept(), now);
      case ACKNOWLEDGE -> {
        Call.Acknowledge ack = call.getAcknowledge();
        updates.remove(new Update(framework, ack.getTaskId(), ack.getUuid()));
      }
      default -> {
        // It pays nothing off.
      }
    }
  }

  private void accepted(FrameworkID framework, Call.Accept accept, Instant now) {
    boolean valid =
        accept.getOfferIdsList().stream().map(offers::remove).filter(held -> held != null).count()
            == accept.getOfferIdsCount();
    if (valid) {
      accept.getOperationsList().stream()
          .flatMap(Obligations::tasks)
          .forEach(task -> launch(framework, task.getTaskId(), now));
    }
  }

  private static Stream<TaskInfo> tasks(Offer.Operation operation) {
    return Stream.concat(
        operation.getLaunch().getTaskInfosList().stream(),
        operation.getLaunchGroup().getTaskGroup().getTasksList().stream());
  }

  private void launch(FrameworkID framework, TaskID task, Instant now) {
    if (!checked.contains(Invariant.TASKS_LAUNCHED_ONCE)) {
      return;
    }
    if (launched.add(new Launched(framework, task))) {
      if (launched.size() > MOST_LAUNCHED) {
        launched.remove(launched.iterator().next());
      }
    } else {
      breaks(
          Invariant.TASKS_LAUNCHED_ONCE,
          "framework "
              + framework.getValue()
              + " launched task "
              + task.getValue()
              + " again at "
              + Chronicle.at(start, now));
    }
  }

  /** The framework's stream has ended: it cannot pay, and what is owed comes again. */
  void forget(FrameworkID framework) {
    updates.keySet().removeIf(update -> update.framework.equals(framework));
    offers.values().removeIf(held -> held.framework.equals(framework));
  }

  private void breaks(Invariant invariant, String how) {
    broken.computeIfAbsent(invariant, i -> new ArrayList<>()).add(how);
  }

  /** What was not kept to, in words. */
  List<String> violations(Instant now) {
    updates.forEach(
        (update, delivered) -> {
          Duration between = Duration.between(delivered.first, delivered.last);
          if (between.compareTo(patienceWithUpdates) >= 0) {
            breaks(
                Invariant.UPDATES_ACKNOWLEDGED,
                "framework "
                    + update.framework.getValue()
                    + " did not acknowledge an update of task "
                    + update.task.getValue()
                    + ", which came first at "
                    + Chronicle.at(start, delivered.first));
          }
        });
    offers.forEach(
        (offer, held) -> {
          if (Duration.between(held.since, now).compareTo(patienceWithOffers) >= 0) {
            breaks(
                Invariant.OFFERS_ANSWERED,
                "framework "
                    + held.framework.getValue()
                    + " neither used nor declined offer "
                    + offer.getValue()
                    + ", which it got at "
                    + Chronicle.at(start, held.since));
          }
        });
    return checked.stream()
        .sorted()
        .flatMap(i -> broken.getOrDefault(i, List.of()).stream().map(how -> i + ": " + how))
        .toList();
  }
}
