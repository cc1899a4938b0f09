package io.mesosjava.testkit.master;

import io.mesosjava.testkit.api.CommandRules;
import io.mesosjava.v1.CheckInfo;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.HealthCheck;
import io.mesosjava.v1.TaskInfo;
import java.util.Optional;

/** The rules for checks and health checks, in Mesos' words. */
final class CheckRules {

  private CheckRules() {}

  /** In single tasks Mesos still takes health checks of old, which had no type. */
  static TaskInfo withTypeOfHealthCheck(TaskInfo task) {
    HealthCheck check = task.getHealthCheck();
    if (!task.hasHealthCheck() || check.hasType() || check.hasCommand() == check.hasHttp()) {
      return task;
    }
    HealthCheck.Type type = check.hasCommand() ? HealthCheck.Type.COMMAND : HealthCheck.Type.HTTP;
    return task.toBuilder().setHealthCheck(check.toBuilder().setType(type)).build();
  }

  static Optional<String> ofCheck(TaskInfo task) {
    return task.hasCheck()
        ? problem(task.getCheck()).map(text -> "Task uses invalid check: " + text)
        : Optional.empty();
  }

  static Optional<String> ofHealthCheck(TaskInfo task) {
    return task.hasHealthCheck()
        ? problem(task.getHealthCheck()).map(text -> "Task uses invalid health check: " + text)
        : Optional.empty();
  }

  private static Optional<String> problem(CheckInfo check) {
    return when(!check.hasType(), "CheckInfo must specify 'type'")
        .or(() -> detail(check))
        .or(() -> negative("delay_seconds", check.getDelaySeconds()))
        .or(() -> negative("interval_seconds", check.getIntervalSeconds()))
        .or(() -> negative("timeout_seconds", check.getTimeoutSeconds()));
  }

  private static Optional<String> problem(HealthCheck check) {
    return when(!check.hasType(), "HealthCheck must specify 'type'")
        .or(() -> detail(check))
        .or(() -> negative("delay_seconds", check.getDelaySeconds()))
        .or(() -> negative("grace_period_seconds", check.getGracePeriodSeconds()))
        .or(() -> negative("interval_seconds", check.getIntervalSeconds()))
        .or(() -> negative("timeout_seconds", check.getTimeoutSeconds()));
  }

  private static Optional<String> detail(CheckInfo check) {
    return switch (check.getType()) {
      case COMMAND ->
          expecting("command", check.hasCommand(), "COMMAND check")
              .or(() -> command(check.getCommand().getCommand(), "Command check", "Check's"));
      case HTTP ->
          expecting("http", check.hasHttp(), "HTTP check")
              .or(() -> path(check.getHttp().getPath(), check.getHttp().hasPath(), "HTTP check"));
      case TCP -> expecting("tcp", check.hasTcp(), "TCP check");
      case UNKNOWN -> Optional.of("'UNKNOWN' is not a valid check type");
    };
  }

  private static Optional<String> detail(HealthCheck check) {
    return switch (check.getType()) {
      case COMMAND ->
          expecting("command", check.hasCommand(), "COMMAND health check")
              .or(() -> command(check.getCommand(), "Command health check", "Health check's"));
      case HTTP -> expecting("http", check.hasHttp(), "HTTP health check").or(() -> http(check));
      case TCP -> expecting("tcp", check.hasTcp(), "TCP health check");
      case UNKNOWN -> Optional.of("'UNKNOWN' is not a valid health check type");
    };
  }

  private static Optional<String> http(HealthCheck check) {
    HealthCheck.HTTPCheckInfo http = check.getHttp();
    boolean strange =
        http.hasScheme() && !http.getScheme().equals("http") && !http.getScheme().equals("https");
    return when(strange, "Unsupported HTTP health check scheme: '" + http.getScheme() + "'")
        .or(() -> path(http.getPath(), http.hasPath(), "HTTP health check"));
  }

  private static Optional<String> command(CommandInfo command, String kind, String owner) {
    String content = command.getShell() ? "'shell command'" : "'executable path'";
    return when(!command.hasValue(), kind + " must contain " + content)
        .or(
            () ->
                CommandRules.problem(command)
                    .map(text -> owner + " `CommandInfo` is invalid: " + text));
  }

  private static Optional<String> path(String path, boolean present, String kind) {
    return when(
        present && !path.startsWith("/"),
        "The path '" + path + "' of " + kind + " must start with '/'");
  }

  private static Optional<String> expecting(String field, boolean present, String kind) {
    return when(!present, "Expecting '" + field + "' to be set for " + kind);
  }

  private static Optional<String> negative(String field, double value) {
    return when(value < 0, "Expecting '" + field + "' to be non-negative");
  }

  private static Optional<String> when(boolean broken, String problem) {
    return broken ? Optional.of(problem) : Optional.empty();
  }
}
