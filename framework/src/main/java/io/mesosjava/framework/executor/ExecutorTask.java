package io.mesosjava.framework.executor;

import io.mesosjava.v1.CheckStatusInfo;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A task of this executor, and the way to tell what becomes of it.
 *
 * <p>The methods that tell do not wait. They give a stage that is completed when the agent has
 * acknowledged the update: from then on the agent sees to it that it reaches the scheduler. Until
 * then the driver sends it as often as it takes. Updates of a task arrive in the order in which
 * they were made. The stage is completed exceptionally, and nothing is sent, with
 *
 * <ul>
 *   <li>{@link IllegalStateException} if that state cannot follow: after an end, nothing does. Two
 *       threads may so tell different ends: the first one counts.
 *   <li>{@link io.mesosjava.client.ApiException} if the agent has refused the update for good
 *   <li>{@link io.mesosjava.client.CallNotSentException} if the driver has ended
 * </ul>
 *
 * <p>Stages are completed on the driver's thread or the client's: what hangs on them must not
 * block. Safe for use by any number of threads.
 */
public final class ExecutorTask {

  /** As in Mesos' own executors. */
  static final Duration KILL_GRACE = Duration.ofSeconds(3);

  private final TaskInfo info;
  private final Reports reports;
  private final CompletableFuture<TaskState> ended = new CompletableFuture<>();
  private volatile TaskState state = TaskState.TASK_STAGING;
  private volatile Vitals vitals;

  /** What every status of a task repeats once it was said. */
  record Vitals(Optional<Boolean> healthy, Optional<CheckStatusInfo> check) {

    Vitals after(TaskStatus status) {
      return new Vitals(
          status.hasHealthy() ? Optional.of(status.getHealthy()) : healthy,
          status.hasCheckStatus() ? Optional.of(status.getCheckStatus()) : check);
    }

    void addTo(TaskStatus.Builder status) {
      healthy.ifPresent(status::setHealthy);
      check.ifPresent(status::setCheckStatus);
    }
  }

  ExecutorTask(TaskInfo info, Reports reports) {
    this.info = info;
    this.reports = reports;
    this.vitals =
        new Vitals(
            Optional.empty(),
            info.hasCheck()
                ? Optional.of(
                    CheckStatusInfo.newBuilder().setType(info.getCheck().getType()).build())
                : Optional.empty());
  }

  /** Its id. */
  public TaskID id() {
    return info.getTaskId();
  }

  /** What the scheduler has launched. */
  public TaskInfo info() {
    return info;
  }

  /** The state that was told last; TASK_STAGING before that. */
  public TaskState state() {
    return state;
  }

  /**
   * Completed with the state in which the task has ended, as soon as that is told, by the thread
   * that tells it.
   */
  public CompletionStage<TaskState> ended() {
    return ended.minimalCompletionStage();
  }

  /** Whether an end was told. */
  public boolean isEnded() {
    return TaskSteps.isEnd(state);
  }

  Vitals vitals() {
    return vitals;
  }

  /** Under the lock of the reports. */
  void became(TaskStatus status) {
    state = status.getState();
    vitals = vitals.after(status);
  }

  /** After {@link #became}, outside the lock. */
  void tellEnd() {
    if (isEnded()) {
      ended.complete(state);
    }
  }

  /** TASK_STARTING. */
  public CompletionStage<@Nullable Void> starting() {
    return update(TaskState.TASK_STARTING, status -> status);
  }

  /** TASK_RUNNING. */
  public CompletionStage<@Nullable Void> running() {
    return update(TaskState.TASK_RUNNING, status -> status);
  }

  /**
   * TASK_KILLING, if the scheduler understands that (TASK_KILLING_STATE); otherwise nothing is
   * sent, and the stage is complete.
   */
  public CompletionStage<@Nullable Void> killing() {
    return reports.killing(this);
  }

  /** TASK_FINISHED. */
  public CompletionStage<@Nullable Void> finished() {
    return update(TaskState.TASK_FINISHED, status -> status);
  }

  /** TASK_FAILED. */
  public CompletionStage<@Nullable Void> failed(String message) {
    Objects.requireNonNull(message, "message");
    return update(TaskState.TASK_FAILED, status -> status.setMessage(message));
  }

  /** TASK_KILLED. */
  public CompletionStage<@Nullable Void> killed(String message) {
    Objects.requireNonNull(message, "message");
    return update(TaskState.TASK_KILLED, status -> status.setMessage(message));
  }

  /** The state as it is, with the outcome of a health check. */
  public CompletionStage<@Nullable Void> healthy(boolean healthy) {
    return update(
        state,
        status ->
            status
                .setHealthy(healthy)
                .setReason(TaskStatus.Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED));
  }

  /** The state as it is, with the outcome of a check. */
  public CompletionStage<@Nullable Void> checked(CheckStatusInfo outcome) {
    Objects.requireNonNull(outcome, "outcome");
    return update(
        state,
        status ->
            status
                .setCheckStatus(outcome)
                .setReason(TaskStatus.Reason.REASON_TASK_CHECK_STATUS_UPDATED));
  }

  /**
   * Tells {@code state}, with what {@code details} adds: message, reason, data, labels, container
   * status and so on. The status comes with id, uuid, source, executor and timestamp; health and
   * outcome of checks are as they were told last.
   *
   * @throws IllegalArgumentException if that is no state that an executor tells
   */
  public CompletionStage<@Nullable Void> update(
      TaskState state, UnaryOperator<TaskStatus.Builder> details) {
    Objects.requireNonNull(state, "state");
    return reports.update(this, state, details);
  }

  /**
   * How long this task may take to end after it was asked to, if nothing else is said then: what
   * the scheduler has said with the launch, or 3 s.
   */
  public Duration killGracePeriod() {
    return killGrace(KillPolicy.getDefaultInstance());
  }

  /**
   * How long this task may take to end after it was asked to.
   *
   * @param policy of the kill; the default instance if it has none
   */
  Duration killGrace(KillPolicy policy) {
    if (policy.hasGracePeriod()) {
      return duration(policy.getGracePeriod());
    }
    KillPolicy launched = info.getKillPolicy();
    return launched.hasGracePeriod() ? duration(launched.getGracePeriod()) : KILL_GRACE;
  }

  private static Duration duration(DurationInfo duration) {
    return Duration.ofNanos(Math.max(0, duration.getNanoseconds()));
  }

  @Override
  public String toString() {
    return "ExecutorTask[" + id().getValue() + ", " + state + "]";
  }
}
