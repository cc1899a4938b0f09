package io.mesosjava.testkit.master;

import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.scheduler.Call;
import java.util.Optional;

/** Schedulers that have shown who they are act for frameworks of their own principal only. */
final class Principals {

  private Principals() {}

  /** A framework that subscribes names its own principal or none. */
  static void check(Optional<String> principal, Call call) throws Refusal {
    FrameworkInfo info = call.getSubscribe().getFrameworkInfo();
    if (call.getType() == Call.Type.SUBSCRIBE && info.hasPrincipal()) {
      Optional<String> problem = problem(principal, info);
      if (problem.isPresent()) {
        throw Refusal.badRequest("Failed to validate scheduler::Call: " + problem.get());
      }
    }
  }

  /** Calls are made by who subscribed. */
  static void check(Optional<String> principal, FrameworkInfo info) throws Refusal {
    Optional<String> problem = problem(principal, info);
    if (problem.isPresent()) {
      throw Refusal.badRequest(problem.get());
    }
  }

  private static Optional<String> problem(Optional<String> principal, FrameworkInfo info) {
    return principal
        .filter(name -> !name.equals(info.getPrincipal()))
        .map(
            name ->
                String.format(
                    "Authenticated principal '%s' does not match principal '%s' set in"
                        + " `FrameworkInfo`",
                    name, info.getPrincipal()));
  }

  /** A framework that names no principal gets the one that was shown. */
  static Call.Subscribe complete(Optional<String> principal, Call.Subscribe subscribe) {
    if (principal.isEmpty() || subscribe.getFrameworkInfo().hasPrincipal()) {
      return subscribe;
    }
    Call.Subscribe.Builder completed = subscribe.toBuilder();
    completed.getFrameworkInfoBuilder().setPrincipal(principal.get());
    return completed.build();
  }
}
