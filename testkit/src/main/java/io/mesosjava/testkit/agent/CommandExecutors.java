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
  static ExecutorInfo of(FrameworkID framework, TaskInfo task) {
    String id = task.getTaskId().getValue();
    return ExecutorInfo.newBuilder()
        .setExecutorId(ExecutorID.newBuilder().setValue(id))
        .setFrameworkId(framework)
        .setName("Command Executor (Task: " + id + ") (Command: " + shown(task.getCommand()) + ")")
        .setCommand(task.getCommand())
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 32))
        .build();
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

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }
}
