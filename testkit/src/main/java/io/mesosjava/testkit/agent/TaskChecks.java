package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.CheckInfo;
import io.mesosjava.v1.CheckStatusInfo;
import io.mesosjava.v1.TaskInfo;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The checks of one task while it runs. Lives on the stage. */
final class TaskChecks {

  private static final int OK = 200;
  private static final int BAD = 400;

  /** Who wants to know. */
  interface Listener {

    /** The health of the task is known anew; it is to be killed if {@code kill}. */
    void health(boolean healthy, boolean kill);

    /** The result of the check is another one. */
    void check(CheckStatusInfo status);
  }

  private final Probing probing;
  private final Stage stage;
  private final TaskInfo task;
  private final Probing.Place place;
  private final Listener listener;
  private CheckStatusInfo last;
  private @Nullable Timer nextCheck;
  private @Nullable Timer nextHealth;
  private boolean stopped;

  TaskChecks(Probing probing, TaskInfo task, Probing.Place place, Listener listener) {
    this.probing = probing;
    this.stage = probing.backstage().stage();
    this.task = task;
    this.place = place;
    this.listener = listener;
    this.last = unknown(task.getCheck());
  }

  /** The status of a check that has no result. */
  static CheckStatusInfo unknown(CheckInfo check) {
    CheckStatusInfo.Builder status = CheckStatusInfo.newBuilder().setType(check.getType());
    switch (check.getType()) {
      case COMMAND -> status.getCommandBuilder();
      case HTTP -> status.getHttpBuilder();
      case TCP -> status.getTcpBuilder();
      case UNKNOWN -> status.clearType();
    }
    return status.build();
  }

  /** The task runs. */
  void start() {
    if (task.hasCheck()) {
      Probe probe = Probe.of(task.getCheck());
      nextCheck = stage.schedule(probe.delay(), () -> check(probe));
    }
    if (task.hasHealthCheck()) {
      Probe probe = Probe.of(task.getHealthCheck());
      HealthJudge judge = new HealthJudge(task.getHealthCheck(), stage.now());
      nextHealth = stage.schedule(probe.delay(), () -> health(probe, judge));
    }
  }

  /** The task ends: what is under way is of no interest. */
  void stop() {
    stopped = true;
    GroupMember.cancel(nextCheck);
    GroupMember.cancel(nextHealth);
  }

  private void check(Probe probe) {
    attempt(
        probe,
        result -> {
          CheckStatusInfo now = status(result);
          nextCheck = stage.schedule(probe.interval(), () -> check(probe));
          if (!now.equals(last)) {
            last = now;
            listener.check(now);
          }
        });
  }

  private CheckStatusInfo status(OptionalInt result) {
    CheckStatusInfo.Builder status = unknown(task.getCheck()).toBuilder();
    if (result.isPresent()) {
      switch (status.getType()) {
        case COMMAND -> status.getCommandBuilder().setExitCode(result.getAsInt());
        case HTTP -> status.getHttpBuilder().setStatusCode(result.getAsInt());
        case TCP -> status.getTcpBuilder().setSucceeded(result.getAsInt() == 1);
        case UNKNOWN -> status.clearType();
      }
    }
    return status.build();
  }

  private void health(Probe probe, HealthJudge judge) {
    attempt(
        probe,
        result -> {
          boolean success = result.isPresent() && isWell(probe.type(), result.getAsInt());
          nextHealth = stage.schedule(probe.interval(), () -> health(probe, judge));
          judge
              .hear(success, stage.now())
              .ifPresent(verdict -> listener.health(verdict.healthy(), verdict.kill()));
        });
  }

  private static boolean isWell(CheckInfo.Type type, int result) {
    return switch (type) {
      case COMMAND -> result == 0;
      case HTTP -> result >= OK && result < BAD;
      case TCP -> result == 1;
      case UNKNOWN -> false;
    };
  }

  private void attempt(Probe probe, Consumer<OptionalInt> then) {
    probing.attempt(
        probe,
        place,
        result -> {
          if (!stopped) {
            then.accept(result);
          }
        });
  }
}
