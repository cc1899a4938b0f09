package io.mesosjava.testkit.master;

import io.mesosjava.v1.MasterInfo;
import java.time.Duration;
import java.util.Random;

/**
 * How a master is set up.
 *
 * @param info how it presents itself; its id is a part of all ids it gives out
 * @param heartbeatInterval between two heartbeats of a stream
 * @param allocationInterval between two runs of the allocator
 * @param random decides in which order agents are offered, and makes up stream ids
 */
public record MasterConfig(
    MasterInfo info, Duration heartbeatInterval, Duration allocationInterval, Random random) {

  /** As a Mesos is without flags: a heartbeat every 15 s, an allocation every second. */
  public static MasterConfig standard(MasterInfo info, Random random) {
    return new MasterConfig(info, Duration.ofSeconds(15), Duration.ofSeconds(1), random);
  }
}
