package io.mesosjava.client;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.executor.Call;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.UUID;

/**
 * Makes the calls of the executor API. They have no {@code framework_id} and no {@code
 * executor_id}: an {@link ExecutorSubscription} fills them in. Required fields are checked when the
 * call is sent.
 */
public final class ExecutorCalls {

  private ExecutorCalls() {}

  private static Call.Builder call(Call.Type type) {
    return Call.newBuilder().setType(type);
  }

  /** SUBSCRIBE. An {@link ExecutorClient} makes this call itself. */
  public static Call subscribe(Call.Subscribe subscribe) {
    return call(Call.Type.SUBSCRIBE).setSubscribe(subscribe).buildPartial();
  }

  /**
   * What an executor subscribes again with.
   *
   * @param tasks those of which no update was acknowledged
   * @param updates those that were not acknowledged, oldest first
   */
  public static Call.Subscribe unacknowledged(
      Collection<TaskInfo> tasks, Collection<Call.Update> updates) {
    return Call.Subscribe.newBuilder()
        .addAllUnacknowledgedTasks(tasks)
        .addAllUnacknowledgedUpdates(updates)
        .buildPartial();
  }

  /** UPDATE. */
  public static Call update(Call.Update update) {
    return call(Call.Type.UPDATE).setUpdate(update).buildPartial();
  }

  /** UPDATE with {@code status}, which needs a uuid and {@code SOURCE_EXECUTOR}. */
  public static Call update(TaskStatus status) {
    return update(Call.Update.newBuilder().setStatus(status).buildPartial());
  }

  /** UPDATE with a {@linkplain #status status} that says nothing but {@code state}. */
  public static Call update(TaskID task, TaskState state, UUID uuid) {
    return update(status(task, state, uuid).buildPartial());
  }

  /**
   * What the status of an UPDATE needs.
   *
   * @param uuid tells this update from all others, of whatever task; a random one ({@link
   *     UUID#randomUUID()}) serves, but not any 16 bytes do: Mesos refuses what is no version of
   *     UUID
   */
  public static TaskStatus.Builder status(TaskID task, TaskState state, UUID uuid) {
    return TaskStatus.newBuilder()
        .setTaskId(task)
        .setState(state)
        .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
        .setUuid(bytes(uuid));
  }

  private static ByteString bytes(UUID uuid) {
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    return ByteString.copyFrom(bytes.flip());
  }

  /** MESSAGE. */
  public static Call message(Call.Message message) {
    return call(Call.Type.MESSAGE).setMessage(message).buildPartial();
  }

  /** MESSAGE to the framework's scheduler, which may never reach it. */
  public static Call message(ByteString data) {
    return message(Call.Message.newBuilder().setData(data).build());
  }

  /** HEARTBEAT: keeps the connection for calls in use. */
  public static Call heartbeat() {
    return call(Call.Type.HEARTBEAT).buildPartial();
  }
}
