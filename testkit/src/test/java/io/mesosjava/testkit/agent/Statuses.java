package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;

/** Messages for tests. */
final class Statuses {

  private Statuses() {}

  static TaskStatus status(String task, TaskState state, String uuid) {
    return TaskStatus.newBuilder()
        .setTaskId(task(task))
        .setState(state)
        .setUuid(uuid(uuid))
        .build();
  }

  static ByteString uuid(String text) {
    return ByteString.copyFromUtf8(text);
  }

  static TaskID task(String id) {
    return TaskID.newBuilder().setValue(id).build();
  }

  static FrameworkID framework(String id) {
    return FrameworkID.newBuilder().setValue(id).build();
  }
}
