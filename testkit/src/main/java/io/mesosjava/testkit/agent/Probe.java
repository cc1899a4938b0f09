package io.mesosjava.testkit.agent;

import io.mesosjava.v1.CheckInfo;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.HealthCheck;
import java.time.Duration;

/**
 * What is to be tried on a task, and when.
 *
 * @param type of the other fields, only those that belong to it count
 * @param delay before the first time
 * @param interval after each time
 * @param timeout after which there is no result
 */
record Probe(
    CheckInfo.Type type,
    CommandInfo command,
    int port,
    String path,
    Duration delay,
    Duration interval,
    Duration timeout) {

  static Probe of(CheckInfo check) {
    return new Probe(
        check.getType(),
        check.getCommand().getCommand(),
        check.getType() == CheckInfo.Type.HTTP
            ? check.getHttp().getPort()
            : check.getTcp().getPort(),
        check.getHttp().getPath(),
        seconds(check.getDelaySeconds()),
        seconds(check.getIntervalSeconds()),
        seconds(check.getTimeoutSeconds()));
  }

  static Probe of(HealthCheck check) {
    return new Probe(
        CheckInfo.Type.valueOf(check.getType().name()),
        check.getCommand(),
        check.getType() == HealthCheck.Type.HTTP
            ? check.getHttp().getPort()
            : check.getTcp().getPort(),
        check.getHttp().getPath(),
        seconds(check.getDelaySeconds()),
        seconds(check.getIntervalSeconds()),
        seconds(check.getTimeoutSeconds()));
  }

  static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
