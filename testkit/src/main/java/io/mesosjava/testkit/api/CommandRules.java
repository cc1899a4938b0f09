package io.mesosjava.testkit.api;

import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.Environment;
import io.mesosjava.v1.Secret;
import io.mesosjava.v1.TaskInfo;
import java.util.Optional;

/** The rules for commands, which are those for their environments, in Mesos' words. */
public final class CommandRules {

  private CommandRules() {}

  /** Why the task's cannot be, if it cannot. */
  public static Optional<String> ofTask(TaskInfo task) {
    return problem(task.getCommand()).map(text -> "Task's `CommandInfo` is invalid: " + text);
  }

  /** Why it cannot be, if it cannot. */
  public static Optional<String> problem(CommandInfo command) {
    return command.getEnvironment().getVariablesList().stream()
        .flatMap(variable -> variable(variable).stream())
        .findFirst();
  }

  private static Optional<String> variable(Environment.Variable variable) {
    String start = "Environment variable '" + variable.getName() + "' ";
    return switch (variable.getType()) {
      case SECRET -> secretVariable(variable).map(text -> start + text);
      case VALUE -> valueVariable(variable).map(text -> start + text);
      case UNKNOWN -> Optional.of("Environment variable of type 'UNKNOWN' is not allowed");
    };
  }

  private static Optional<String> valueVariable(Environment.Variable variable) {
    if (!variable.hasValue()) {
      return Optional.of("of type 'VALUE' must have a value set");
    }
    return variable.hasSecret()
        ? Optional.of("of type 'VALUE' must not have a secret set")
        : Optional.empty();
  }

  private static Optional<String> secretVariable(Environment.Variable variable) {
    if (!variable.hasSecret()) {
      return Optional.of("of type 'SECRET' must have a secret set");
    }
    if (variable.hasValue()) {
      return Optional.of("of type 'SECRET' must not have a value set");
    }
    boolean nul = variable.getSecret().getValue().getData().toStringUtf8().indexOf('\0') >= 0;
    return secret(variable.getSecret())
        .map(text -> "specifies an invalid secret: " + text)
        .or(
            () ->
                nul
                    ? Optional.of(
                        "specifies a secret containing null bytes,"
                            + " which is not allowed in the environment")
                    : Optional.empty());
  }

  private static Optional<String> secret(Secret secret) {
    return switch (secret.getType()) {
      case REFERENCE -> reference(secret);
      case VALUE -> value(secret);
      case UNKNOWN -> Optional.empty();
    };
  }

  private static Optional<String> reference(Secret secret) {
    if (!secret.hasReference()) {
      return Optional.of("Secret of type REFERENCE must have the 'reference' field set");
    }
    return secret.hasValue()
        ? Optional.of(
            "Secret '"
                + secret.getReference().getName()
                + "' of type REFERENCE must not have the 'value' field set")
        : Optional.empty();
  }

  private static Optional<String> value(Secret secret) {
    if (!secret.hasValue()) {
      return Optional.of("Secret of type VALUE must have the 'value' field set");
    }
    return secret.hasReference()
        ? Optional.of("Secret of type VALUE must not have the 'reference' field set")
        : Optional.empty();
  }
}
