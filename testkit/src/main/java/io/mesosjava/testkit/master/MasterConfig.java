package io.mesosjava.testkit.master;

import io.mesosjava.v1.MasterInfo;
import java.time.Instant;
import java.util.Random;

/**
 * How a master is set up.
 *
 * @param info how it presents itself; its id is a part of all ids it gives out
 * @param timers how often and how long
 * @param limits how much it remembers
 * @param started when its process did, which may be long before it leads
 * @param random decides in which order agents are offered, and makes up stream ids
 */
public record MasterConfig(
    MasterInfo info, MasterTimers timers, MasterLimits limits, Instant started, Random random) {}
