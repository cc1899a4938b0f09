package io.mesosjava.framework.scheduler;

import io.mesosjava.v1.scheduler.Call;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps what the framework is registered with in step with calls. SUPPRESS and REVIVE count when
 * they are sent, UPDATE_FRAMEWORK when it is answered; what was suppressed or revived between the
 * two counts on top of the update, for that is the order in which the master sees them. Not safe
 * for use by several threads.
 */
final class RegistrationBook {

  private Registration now;

  /** The updates that are not answered, and what was suppressed and revived after the first. */
  private final Deque<Call> open = new ArrayDeque<>();

  RegistrationBook(Registration now) {
    this.now = now;
  }

  /** What the next SUBSCRIBE is to say. */
  Registration now() {
    return now;
  }

  /**
   * Checks {@code call} before it is sent.
   *
   * @throws IllegalArgumentException if it names a role that is none of the framework's, and none
   *     that an update under way gives it
   */
  void check(Call call) {
    Collection<String> named = rolesNamed(call);
    if (named.isEmpty()) {
      return;
    }
    Set<String> known = new TreeSet<>(Registration.rolesOf(now.info()));
    open.stream()
        .filter(RegistrationBook::isUpdate)
        .forEach(
            update ->
                known.addAll(Registration.rolesOf(update.getUpdateFramework().getFrameworkInfo())));
    for (String role : named) {
      if (!known.contains(role)) {
        throw Registration.notAmong(role, known);
      }
    }
  }

  private static Collection<String> rolesNamed(Call call) {
    return switch (call.getType()) {
      case SUPPRESS -> call.getSuppress().getRolesList();
      case REVIVE -> call.getRevive().getRolesList();
      default -> List.of();
    };
  }

  private static boolean isUpdate(Call call) {
    return call.getType() == Call.Type.UPDATE_FRAMEWORK;
  }

  /** {@code call} is sent, or, if nothing can be sent, noted for the next SUBSCRIBE. */
  void sending(Call call) {
    boolean changes = call.getType() == Call.Type.SUPPRESS || call.getType() == Call.Type.REVIVE;
    if (isUpdate(call) || (changes && !open.isEmpty())) {
      open.add(call);
    }
    now = now.sending(call);
  }

  /** {@code update} was answered, or will not be; {@code tookEffect} if it may have. */
  @SuppressWarnings("ReferenceEquality") // an equal update may be under way as well
  void answered(Call update, boolean tookEffect) {
    if (open.stream().noneMatch(call -> call == update)) {
      return;
    }
    if (tookEffect) {
      now = Registration.accepted(update.getUpdateFramework());
      boolean later = false;
      for (Call call : open) {
        now = later ? now.sending(call) : now;
        later |= call == update;
      }
    }
    open.removeIf(call -> call == update);
    while (!open.isEmpty() && !isUpdate(open.peek())) {
      open.remove();
    }
  }
}
