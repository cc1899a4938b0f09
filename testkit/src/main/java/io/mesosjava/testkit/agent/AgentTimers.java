package io.mesosjava.testkit.agent;

import java.time.Duration;

/**
 * How long an agent and its built-in executor wait, by the clock of the stage.
 *
 * @param registration between attempts to register
 * @param masterSilence how long it hears nothing of its master before it looks for one anew
 * @param statusRetry between repetitions of a status update that is not acknowledged
 * @param executorRegistration what an executor has to subscribe
 * @param executorReregistration what an executor has to subscribe again after the agent's restart
 * @param executorHeartbeat between two heartbeats to an executor
 * @param shutdownGrace what an executor has to end after a shutdown
 * @param killGrace what a task has to end after a kill, when its kill policy says nothing
 * @param recovery for how long executors that checkpoint wait for an agent that is away, by their
 *     own clocks
 * @param gcDelay before the sandbox of an executor that has ended is removed
 */
public record AgentTimers(
    Doubling registration,
    Duration masterSilence,
    Doubling statusRetry,
    Duration executorRegistration,
    Duration executorReregistration,
    Duration executorHeartbeat,
    Duration shutdownGrace,
    Duration killGrace,
    Duration recovery,
    Duration gcDelay) {

  /** The defaults of Mesos. */
  public static AgentTimers mesos() {
    return new AgentTimers(
        new Doubling(Duration.ofSeconds(1), Duration.ofMinutes(1)),
        Duration.ofSeconds(75),
        new Doubling(Duration.ofSeconds(10), Duration.ofMinutes(10)),
        Duration.ofMinutes(1),
        Duration.ofSeconds(2),
        Duration.ofMinutes(30),
        Duration.ofSeconds(5),
        Duration.ofSeconds(3),
        Duration.ofMinutes(15),
        Duration.ofDays(7));
  }
}
