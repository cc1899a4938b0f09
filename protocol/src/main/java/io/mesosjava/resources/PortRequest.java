package io.mesosjava.resources;

import static java.util.Objects.requireNonNull;

import io.mesosjava.values.Ranges;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A wish for ports: how many, from which, and whose reservation to use first. Ports are the firm
 * (not revocable) RANGES resources named {@code ports}.
 *
 * @param count how many ports
 * @param among the ports that will do
 * @param preferredRole the role whose reserved ports are taken first; without it unreserved ones
 *     are
 */
public record PortRequest(long count, Ranges among, Optional<String> preferredRole) {

  /**
   * A wish that makes sense.
   *
   * @throws IllegalArgumentException if {@code count} is negative
   */
  public PortRequest {
    requireNonNull(among, "among");
    requireNonNull(preferredRole, "preferredRole");
    if (count < 0) {
      throw new IllegalArgumentException("count: " + count + " (expected: >= 0)");
    }
  }

  /** Any {@code count} ports. */
  public static PortRequest any(long count) {
    return new PortRequest(count, Ranges.of(0, -1), Optional.empty());
  }

  /**
   * Exactly these ports, all of them.
   *
   * @throws IllegalArgumentException if one is repeated
   */
  public static PortRequest exactly(long... ports) {
    requireNonNull(ports, "ports");
    Ranges all = Ranges.ofNumbers(LongStream.of(ports));
    if (all.size() != ports.length) {
      throw new IllegalArgumentException(
          "ports: " + Arrays.toString(ports) + " (expected: each once)");
    }
    return new PortRequest(all.size(), all, Optional.empty());
  }

  /** {@code count} ports from {@code begin} to {@code end}, both included. */
  public static PortRequest between(long count, long begin, long end) {
    return new PortRequest(count, Ranges.of(begin, end), Optional.empty());
  }

  /** This wish, met first from what is reserved to {@code role}. */
  public PortRequest preferring(String role) {
    requireNonNull(role, "role");
    return new PortRequest(count, among, Optional.of(role));
  }
}
