package io.mesosjava.framework.scheduler;

import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.Value;
import java.util.Set;

/** Frameworks and tasks for the tests. */
final class Tasks {

  static final Set<TaskState> ENDS =
      Set.of(
          TaskState.TASK_FINISHED,
          TaskState.TASK_FAILED,
          TaskState.TASK_KILLED,
          TaskState.TASK_ERROR,
          TaskState.TASK_LOST,
          TaskState.TASK_DROPPED,
          TaskState.TASK_GONE);

  private Tasks() {}

  /** A framework that is kept for an hour, and told all states. */
  static FrameworkInfo framework(String name) {
    return FrameworkInfo.newBuilder()
        .setUser(System.getProperty("user.name"))
        .setName(name)
        .setFailoverTimeout(3600)
        .addCapabilities(
            FrameworkInfo.Capability.newBuilder()
                .setType(FrameworkInfo.Capability.Type.PARTITION_AWARE))
        .build();
  }

  static TaskID id(String value) {
    return TaskID.newBuilder().setValue(value).build();
  }

  /** A small task without an agent, which acceptances fill in. */
  static TaskInfo task(String id, String command) {
    return TaskInfo.newBuilder()
        .setName(id)
        .setTaskId(id(id))
        .setCommand(CommandInfo.newBuilder().setValue(command))
        .addResources(scalar("cpus", 0.01))
        .addResources(scalar("mem", 1))
        .buildPartial();
  }

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }
}
