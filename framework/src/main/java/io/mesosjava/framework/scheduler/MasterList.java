package io.mesosjava.framework.scheduler;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads lists of masters. */
final class MasterList {

  private MasterList() {}

  static List<URI> parse(String text) {
    return Stream.of(text.split(",", -1)).map(master -> one(master.strip(), text)).toList();
  }

  private static URI one(String master, String text) {
    if (master.startsWith("zk://")) {
      throw new IllegalArgumentException(
          "masters: '"
              + text
              + "': this library does not read ZooKeeper (expected: host:port of the masters,"
              + " separated by commas, or a MasterDetector that does)");
    }
    try {
      URI uri = URI.create(master.contains("://") ? master : "http://" + master);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw expected(text, e);
    }
    throw expected(text, null);
  }

  private static IllegalArgumentException expected(String text, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "masters: '"
            + text
            + "' (expected: host:port, or http://host:port, or several of these,"
            + " separated by commas)",
        cause);
  }
}
