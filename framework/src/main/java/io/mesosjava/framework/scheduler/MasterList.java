package io.mesosjava.framework.scheduler;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Reads lists of masters. */
final class MasterList {

  private MasterList() {}

  static List<URI> parse(String text) {
    return Stream.of(text.split(",", -1)).map(master -> one(master.strip(), text)).toList();
  }

  private static URI one(String master, String text) {
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

  private static IllegalArgumentException expected(
      String text, @org.jspecify.annotations.Nullable Throwable cause) {
    return new IllegalArgumentException(
        "masters: '"
            + text
            + "' (expected: host:port, or http://host:port, or several of these,"
            + " separated by commas)",
        cause);
  }
}
