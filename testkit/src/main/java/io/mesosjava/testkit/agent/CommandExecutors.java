package io.mesosjava.testkit.agent;

import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.Value;

/** The executors that an agent makes up for command tasks. */
final class CommandExecutors {

  private static final int LONG_COMMAND = 15;
  private static final int SHOWN = 12;

  private CommandExecutors() {}

  /** The executor of a command task; it has the id of its task. */
  @SuppressWarnings("deprecation") // Mesos still names the source.
  static ExecutorInfo of(FrameworkID framework, TaskInfo task) {
    String id = task.getTaskId().getValue();
    ExecutorInfo.Builder executor =
        ExecutorInfo.newBuilder()
            .setExecutorId(ExecutorID.newBuilder().setValue(id))
            .setFrameworkId(framework)
            .setName(
                "Command Executor (Task: " + id + ") (Command: " + shown(task.getCommand()) + ")")
            .setSource(id)
            .setCommand(task.getCommand())
            .addResources(scalar(task, "cpus", 0.1))
            .addResources(scalar(task, "mem", 32));
    if (task.hasContainer()) {
      executor.setContainer(task.getContainer());
    }
    return executor.build();
  }

  private static String shown(CommandInfo command) {
    if (!command.getShell()) {
      return shortened(
          "[" + command.getValue() + ", " + String.join(", ", command.getArgumentsList()) + "]");
    }
    return "sh -c '" + shortened(command.getValue()) + "'";
  }

  private static String shortened(String command) {
    return command.length() > LONG_COMMAND ? command.substring(0, SHOWN) + "..." : command;
  }

  /** Allocated to the role that the task's resources are allocated to. */
  private static Resource scalar(TaskInfo task, String name, double value) {
    Resource.Builder resource =
        Resource.newBuilder()
            .setName(name)
            .setType(Value.Type.SCALAR)
            .setScalar(Value.Scalar.newBuilder().setValue(value));
    task.getResourcesList().stream()
        .filter(Resource::hasAllocationInfo)
        .findFirst()
        .ifPresent(allocated -> resource.setAllocationInfo(allocated.getAllocationInfo()));
    return resource.build();
  }
}
