package io.mesosjava.framework.task;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.TaskStatus.Source;

/** Statuses as they come from executors, agents and masters. */
final class SomeStatus {

  private SomeStatus() {}

  static TaskStatus.Builder fromExecutor(String id, TaskState state, int uuid) {
    byte[] bytes = new byte[16];
    bytes[0] = 1;
    bytes[15] = (byte) uuid;
    return status(id, state, Source.SOURCE_EXECUTOR)
        .setAgentId(agent("S1"))
        .setExecutorId(ExecutorID.newBuilder().setValue(id))
        .setUuid(ByteString.copyFrom(bytes));
  }

  static TaskStatus.Builder fromMaster(String id, TaskState state, Reason reason) {
    return status(id, state, Source.SOURCE_MASTER).setReason(reason);
  }

  static TaskStatus.Builder reconciled(String id, TaskState state) {
    return fromMaster(id, state, Reason.REASON_RECONCILIATION);
  }

  static TaskStatus.Builder status(String id, TaskState state, Source source) {
    return TaskStatus.newBuilder()
        .setTaskId(TaskID.newBuilder().setValue(id))
        .setState(state)
        .setSource(source)
        .setTimestamp(1_795_381_740.25);
  }

  static AgentID agent(String id) {
    return AgentID.newBuilder().setValue(id).build();
  }
}
