package io.mesosjava.framework.executor;

import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.Environment;
import io.mesosjava.v1.TaskInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a task's {@link CommandInfo} means for the process that runs it. */
final class TaskCommand {

  /** It lets whoever has it act as this executor. */
  private static final String SECRET = "MESOS_EXECUTOR_AUTHENTICATION_TOKEN";

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "Hangup",
          2, "Interrupt",
          6, "Aborted",
          9, "Killed",
          11, "Segmentation fault",
          15, "Terminated");

  private TaskCommand() {}

  /**
   * Why the command cannot be run; empty if it can.
   *
   * @param user that this process runs as
   */
  static Optional<String> objection(TaskInfo task, CommandInfo command, String user) {
    if (command.getValue().isEmpty()) {
      return Optional.of("the task has no command");
    }
    if (command.getUrisCount() > 0) {
      return Optional.of("command.uris: an agent fetches only those of executors");
    }
    if (task.hasContainer()) {
      return Optional.of("container: the task of a custom executor shares its container");
    }
    boolean other = command.hasUser() && !command.getUser().equals(user);
    return other
        ? Optional.of("command.user: " + command.getUser() + " (expected: " + user + ")")
        : Optional.empty();
  }

  /** The words of the command. {@code arguments[0]}, the name it is to see, cannot be set. */
  static List<String> words(CommandInfo command) {
    if (command.getShell()) {
      return List.of("sh", "-c", command.getValue());
    }
    List<String> words = new ArrayList<>();
    words.add(command.getValue());
    List<String> arguments = command.getArgumentsList();
    words.addAll(arguments.subList(Math.min(1, arguments.size()), arguments.size()));
    return words;
  }

  /** Adds what the command says to the environment of this process, and takes its secret out. */
  static void prepare(Map<String, String> environment, CommandInfo command) {
    environment.remove(SECRET);
    for (Environment.Variable variable : command.getEnvironment().getVariablesList()) {
      boolean secret = variable.getType() == Environment.Variable.Type.SECRET;
      environment.put(
          variable.getName(),
          secret
              ? variable.getSecret().getValue().getData().toString(StandardCharsets.UTF_8)
              : variable.getValue());
    }
  }

  /**
   * How a process has ended, in Mesos' words; of the same form as those of its command executor.
   *
   * @param exit what {@link Process#waitFor} gives: 128 and the number of the signal if one ended
   *     it
   */
  static String ending(int exit) {
    boolean signalled = exit > 128 && exit <= 128 + 64;
    int signal = exit - 128;
    return signalled
        ? "Command terminated with signal " + SIGNALS.getOrDefault(signal, "" + signal)
        : "Command exited with status " + exit;
  }
}
