package io.mesosjava.testkit.master;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often a master does what it does regularly, and how long it waits.
 *
 * @param heartbeat between two heartbeats of a stream
 * @param allocation between two runs of the allocator
 * @param offer what a framework has to answer an offer before it is rescinded; null for ever
 * @param agentPing between two pings of an agent
 * @param maxAgentPingTimeouts how many pings in a row an agent may leave without an answer before
 *     it is unreachable
 * @param agentReregister what an agent has to register again, when its connection broke or the
 *     leader changed, before it is unreachable
 * @param agentRemovals how many agents may become unreachable in which time; null for any
 */
public record MasterTimers(
    Duration heartbeat,
    Duration allocation,
    @Nullable Duration offer,
    Duration agentPing,
    int maxAgentPingTimeouts,
    Duration agentReregister,
    @Nullable RateLimit agentRemovals) {

  /** The defaults of Mesos. */
  public static MasterTimers mesos() {
    return new MasterTimers(
        Duration.ofSeconds(15),
        Duration.ofSeconds(1),
        null,
        Duration.ofSeconds(15),
        5,
        Duration.ofMinutes(10),
        null);
  }
}
