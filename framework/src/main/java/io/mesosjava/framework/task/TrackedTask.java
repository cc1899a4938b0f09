package io.mesosjava.framework.task;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.TaskStatus.Source;
import io.mesosjava.v1.TimeInfo;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one task: the latest status without its data, labels, checks and container, in
 * little memory. Immutable.
 */
public final class TrackedTask {

  private static final long NO_TIME = Long.MIN_VALUE;

  private final String id;
  private final @Nullable String agent;
  private final @Nullable String executor;
  private final TaskState state;
  private final @Nullable Source source;
  private final @Nullable Reason reason;
  private final @Nullable String message;
  private final @Nullable Boolean healthy;
  private final double timestamp;
  private final long unreachableNanos;
  private final long uuidHigh;
  private final long uuidLow;

  private TrackedTask(
      TaskStatus status, @Nullable TrackedTask known, UnaryOperator<String> agents) {
    id = known == null ? status.getTaskId().getValue() : known.id;
    agent =
        status.hasAgentId()
            ? agents.apply(status.getAgentId().getValue())
            : known == null ? null : known.agent;
    executor =
        known(
            status.hasExecutorId() ? status.getExecutorId().getValue() : null,
            known == null ? null : known.executor,
            id);
    state = status.getState();
    source = status.hasSource() ? status.getSource() : null;
    reason = status.hasReason() ? status.getReason() : null;
    message = status.hasMessage() ? status.getMessage() : null;
    healthy = status.hasHealthy() ? (Boolean) status.getHealthy() : null;
    timestamp = status.hasTimestamp() ? status.getTimestamp() : Double.NaN;
    unreachableNanos =
        status.hasUnreachableTime() ? status.getUnreachableTime().getNanoseconds() : NO_TIME;
    ByteString uuid = status.getUuid();
    boolean fresh = uuid.size() == 2 * Long.BYTES;
    ByteBuffer bytes = uuid.asReadOnlyByteBuffer();
    uuidHigh = fresh ? bytes.getLong() : known == null ? 0 : known.uuidHigh;
    uuidLow = fresh ? bytes.getLong() : known == null ? 0 : known.uuidLow;
  }

  /**
   * What {@code status} tells.
   *
   * @throws IllegalArgumentException if it has no task id or no state
   */
  public static TrackedTask of(TaskStatus status) {
    return of(status, null, agent -> agent);
  }

  /**
   * What {@code status} tells, and for what it leaves out what is known.
   *
   * @param agents answers an equal text, always the same one
   */
  static TrackedTask of(
      TaskStatus status, @Nullable TrackedTask known, UnaryOperator<String> agents) {
    if (status.getTaskId().getValue().isEmpty() || !status.hasState()) {
      throw new IllegalArgumentException(
          "status of task '"
              + status.getTaskId().getValue()
              + "', state "
              + (status.hasState() ? status.getState() : "missing")
              + " (expected: a task id and a state)");
    }
    return new TrackedTask(status, known, agents);
  }

  /** Equal texts are one in memory: a command task's executor is named after the task. */
  private static @Nullable String known(
      @Nullable String told, @Nullable String before, String taskId) {
    if (told == null || told.equals(before)) {
      return before;
    }
    return told.equals(taskId) ? taskId : told;
  }

  /** Its id. */
  public String id() {
    return id;
  }

  /** The agent it was launched on, once that is known. */
  public Optional<AgentID> agent() {
    return Optional.ofNullable(agent).map(value -> AgentID.newBuilder().setValue(value).build());
  }

  @Nullable String agentText() {
    return agent;
  }

  /** Its executor, once that is known. */
  public Optional<ExecutorID> executor() {
    return Optional.ofNullable(executor)
        .map(value -> ExecutorID.newBuilder().setValue(value).build());
  }

  /** Its state. */
  public TaskState state() {
    return state;
  }

  /** Whether it runs, for all that is known. */
  public Standing standing() {
    return Standing.of(
        state,
        source == null ? Source.SOURCE_MASTER : source,
        reason == null ? Reason.REASON_COMMAND_EXECUTOR_FAILED : reason);
  }

  /** Who said so. */
  public Optional<Source> source() {
    return Optional.ofNullable(source);
  }

  /** Why. */
  public Optional<Reason> reason() {
    return Optional.ofNullable(reason);
  }

  /** What was said about it, for people. */
  public Optional<String> message() {
    return Optional.ofNullable(message);
  }

  /** What its health check says; empty without one, or as long as it has not succeeded. */
  public Optional<Boolean> healthy() {
    return Optional.ofNullable(healthy);
  }

  /** When the status was made, by the clock of its maker, in seconds since 1970. */
  public OptionalDouble timestamp() {
    return Double.isNaN(timestamp) ? OptionalDouble.empty() : OptionalDouble.of(timestamp);
  }

  /** When its agent became unreachable, in nanoseconds since 1970. */
  public OptionalLong unreachableNanos() {
    return unreachableNanos == NO_TIME ? OptionalLong.empty() : OptionalLong.of(unreachableNanos);
  }

  /** Whether {@code status} is the update that was last known, sent again. */
  boolean isFrom(TaskStatus status) {
    ByteString uuid = status.getUuid();
    if (uuid.size() != 2 * Long.BYTES) {
      return false;
    }
    ByteBuffer bytes = uuid.asReadOnlyByteBuffer();
    return bytes.getLong() == uuidHigh && bytes.getLong() == uuidLow;
  }

  /** All of this as a message, for stores; {@link #of(TaskStatus)} reads it. */
  public TaskStatus toStatus() {
    TaskStatus.Builder status =
        TaskStatus.newBuilder().setTaskId(TaskID.newBuilder().setValue(id)).setState(state);
    agent().ifPresent(status::setAgentId);
    executor().ifPresent(status::setExecutorId);
    source().ifPresent(status::setSource);
    reason().ifPresent(status::setReason);
    message().ifPresent(status::setMessage);
    healthy().ifPresent(status::setHealthy);
    timestamp().ifPresent(status::setTimestamp);
    unreachableNanos()
        .ifPresent(nanos -> status.setUnreachableTime(TimeInfo.newBuilder().setNanoseconds(nanos)));
    if (uuidHigh != 0 || uuidLow != 0) {
      ByteBuffer uuid = ByteBuffer.allocate(2 * Long.BYTES).putLong(uuidHigh).putLong(uuidLow);
      status.setUuid(ByteString.copyFrom(uuid.flip()));
    }
    return status.build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrackedTask that && toStatus().equals(that.toStatus());
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, state);
  }

  /** One line, for example {@code web-1 TASK_LOST (MISSING) on S3}. */
  @Override
  public String toString() {
    return id + " " + state + " (" + standing() + ")" + (agent == null ? "" : " on " + agent);
  }
}
