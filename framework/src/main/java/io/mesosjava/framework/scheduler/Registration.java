package io.mesosjava.framework.scheduler;

import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.OfferConstraints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the framework is registered with, as it is now: the next SUBSCRIBE says it. Immutable.
 *
 * @param info without the framework's id
 * @param suppressed the roles for which no offers are wanted
 * @param constraints what offers must fulfil
 */
record Registration(
    FrameworkInfo info, Set<String> suppressed, Optional<OfferConstraints> constraints) {

  Registration {
    suppressed = Set.copyOf(suppressed);
    Set<String> known = rolesOf(info);
    for (String role : suppressed) {
      if (!known.contains(role)) {
        throw notAmong(role, known);
      }
    }
  }

  @SuppressWarnings("deprecation") // role: what frameworks without MULTI_ROLE have
  static Set<String> rolesOf(FrameworkInfo info) {
    boolean multiple =
        info.getCapabilitiesList().stream()
            .anyMatch(c -> c.getType() == FrameworkInfo.Capability.Type.MULTI_ROLE);
    return multiple ? new TreeSet<>(info.getRolesList()) : Set.of(info.getRole());
  }

  static IllegalArgumentException notAmong(String role, Set<String> roles) {
    // The master takes the call, and does nothing at all.
    return new IllegalArgumentException(
        "role: " + role + " (expected: one of the framework's: " + String.join(", ", roles) + ")");
  }

  /** What it is when {@code call} has been sent; roles that are none of the framework's are not. */
  Registration sending(Call call) {
    return switch (call.getType()) {
      case SUPPRESS -> with(call.getSuppress().getRolesList(), true);
      case REVIVE -> with(call.getRevive().getRolesList(), false);
      default -> this;
    };
  }

  private Registration with(Collection<String> named, boolean suppress) {
    Set<String> roles = new TreeSet<>(rolesOf(info));
    if (!named.isEmpty()) {
      roles.retainAll(named);
    }
    Set<String> changed = new TreeSet<>(suppressed);
    if (suppress) {
      changed.addAll(roles);
    } else {
      changed.removeAll(roles);
    }
    return new Registration(info, changed, constraints);
  }

  /** What it is when {@code update} has been accepted: everything is replaced. */
  static Registration accepted(Call.UpdateFramework update) {
    return new Registration(
        update.getFrameworkInfo().toBuilder().clearId().build(),
        Set.copyOf(update.getSuppressedRolesList()),
        update.hasOfferConstraints()
            ? Optional.of(update.getOfferConstraints())
            : Optional.empty());
  }

  Call.Subscribe subscribe(Optional<FrameworkID> id) {
    FrameworkInfo.Builder framework = info.toBuilder();
    id.ifPresent(framework::setId);
    Call.Subscribe.Builder subscribe =
        Call.Subscribe.newBuilder()
            .setFrameworkInfo(framework.buildPartial())
            .addAllSuppressedRoles(new TreeSet<>(suppressed));
    constraints.ifPresent(subscribe::setOfferConstraints);
    return subscribe.buildPartial();
  }

  /** The calls that bring a subscription that was made with {@code before} up to date. */
  List<Call> changesSince(Registration before) {
    List<Call> calls = new ArrayList<>();
    Set<String> revived = new TreeSet<>(before.suppressed);
    revived.removeAll(suppressed);
    if (!revived.isEmpty()) {
      calls.add(SchedulerCalls.revive(revived.toArray(String[]::new)));
    }
    Set<String> muted = new TreeSet<>(suppressed);
    muted.removeAll(before.suppressed);
    if (!muted.isEmpty()) {
      calls.add(SchedulerCalls.suppress(muted.toArray(String[]::new)));
    }
    return calls;
  }
}
