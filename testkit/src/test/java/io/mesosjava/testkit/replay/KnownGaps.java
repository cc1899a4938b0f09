package io.mesosjava.testkit.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The cases that the cluster is known to answer otherwise, each with its reason, from {@code
 * known-gaps.txt}: lines of the start of an id, a tab and the reason.
 */
record KnownGaps(List<String> starts) {

  static KnownGaps read() {
    try (InputStream in = KnownGaps.class.getResourceAsStream("known-gaps.txt")) {
      byte[] bytes = Objects.requireNonNull(in, "known-gaps.txt").readAllBytes();
      return new KnownGaps(
          new String(bytes, StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#") && !line.isBlank())
              .map(line -> line.split("\t", 2)[0])
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean covers(ConformanceCase one) {
    return starts.stream().anyMatch(one.id()::startsWith);
  }
}
