package io.mesosjava.testkit.master;

import java.time.Duration;

/**
 * How often a master does what it does regularly, and how long it waits.
 *
 * @param heartbeat between two heartbeats of a stream
 * @param allocation between two runs of the allocator
 * @param agentPing between two pings of an agent
 * @param maxAgentPingTimeouts how many pings in a row an agent may leave without an answer before
 *     it is unreachable
 * @param agentReregister what an agent has to register again, when its connection broke or the
 *     leader changed, before it is unreachable
 */
public record MasterTimers(
    Duration heartbeat,
    Duration allocation,
    Duration agentPing,
    int maxAgentPingTimeouts,
    Duration agentReregister) {

  /** The defaults of Mesos. */
  public static MasterTimers mesos() {
    return new MasterTimers(
        Duration.ofSeconds(15),
        Duration.ofSeconds(1),
        Duration.ofSeconds(15),
        5,
        Duration.ofMinutes(10));
  }

  /** The same with another heartbeat and another allocation interval. */
  public MasterTimers with(Duration newHeartbeat, Duration newAllocation) {
    return new MasterTimers(
        newHeartbeat, newAllocation, agentPing, maxAgentPingTimeouts, agentReregister);
  }

  /** The same with other pings. */
  public MasterTimers withAgentPing(Duration interval, int maxTimeouts) {
    return new MasterTimers(heartbeat, allocation, interval, maxTimeouts, agentReregister);
  }
}
