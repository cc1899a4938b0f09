package io.mesosjava.testkit.master;

import java.time.Duration;

/**
 * How much a master remembers of what is over.
 *
 * @param completedFrameworks how many frameworks that are gone
 * @param completedTasks how many tasks of each framework that have ended
 * @param unreachableTasks how many tasks of each framework on agents out of reach
 * @param lostAgents how many agents that are unreachable, and how many that are gone
 * @param lostAgentAge for how long it remembers each of these
 * @param registryGc between two looks for those that it need not remember
 */
public record MasterLimits(
    int completedFrameworks,
    int completedTasks,
    int unreachableTasks,
    int lostAgents,
    Duration lostAgentAge,
    Duration registryGc) {

  /** The defaults of Mesos. */
  public static MasterLimits mesos() {
    return new MasterLimits(50, 1000, 1000, 102_400, Duration.ofDays(14), Duration.ofMinutes(15));
  }
}
