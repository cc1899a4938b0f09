package io.mesosjava.testkit.api;

import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * UUIDs of version 4, made up by a source of chance that can be repeated.
 *
 * @param random where they come from
 */
public record RandomUuids(Random random) implements Supplier<UUID> {

  @Override
  public UUID get() {
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() >>> 2) | (0b10L << 62);
    return new UUID(high, low);
  }
}
