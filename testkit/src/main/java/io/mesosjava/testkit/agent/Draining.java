package io.mesosjava.testkit.agent;

import static io.mesosjava.v1.FrameworkInfo.Capability.Type.PARTITION_AWARE;

import io.mesosjava.v1.DrainConfig;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the agent is being drained, and what that means for its tasks. */
final class Draining {

  private @Nullable DrainConfig config;
  private Instant began = Instant.EPOCH;

  void begin(DrainConfig how, Instant now) {
    config = how;
    began = now;
  }

  /** Nothing is left to be ended. */
  void end() {
    config = null;
  }

  boolean isOn() {
    return config != null;
  }

  /** How the agent is being drained, if it is. */
  Optional<DrainConfig> config() {
    return Optional.ofNullable(config);
  }

  /** When that began, in seconds of the epoch. */
  long began() {
    return began.getEpochSecond();
  }

  /** The policy to kill a task with; null to leave it to the task's own. */
  @Nullable KillPolicy policy(KillPolicy own) {
    if (config == null || !config.hasMaxGracePeriod()) {
      return null;
    }
    long most = config.getMaxGracePeriod().getNanoseconds();
    boolean soonEnough = own.hasGracePeriod() && own.getGracePeriod().getNanoseconds() <= most;
    return soonEnough
        ? null
        : KillPolicy.newBuilder().setGracePeriod(config.getMaxGracePeriod()).build();
  }

  /** Says why the task ends, whatever its executor says. */
  void explain(TaskStatus.Builder status, FrameworkInfo framework) {
    TaskState state = status.getState();
    boolean ending = state == TaskState.TASK_KILLING || state == TaskState.TASK_KILLED;
    if (config == null || !ending) {
      return;
    }
    status.setReason(TaskStatus.Reason.REASON_AGENT_DRAINING);
    if (config.getMarkGone() && TaskStates.has(framework, PARTITION_AWARE)) {
      status.setState(TaskState.TASK_GONE_BY_OPERATOR);
    }
  }
}
