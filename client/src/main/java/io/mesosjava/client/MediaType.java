package io.mesosjava.client;

import org.jspecify.annotations.Nullable;

/** Comparison of media types. */
final class MediaType {

  /** A stream of records. */
  static final String RECORDIO = "application/recordio";

  private MediaType() {}

  /** Whether {@code header} announces {@code expected}, in any case, with any parameters. */
  static boolean matches(@Nullable String header, String expected) {
    if (header == null) {
      return false;
    }
    int parameters = header.indexOf(';');
    String type = parameters < 0 ? header : header.substring(0, parameters);
    return type.strip().equalsIgnoreCase(expected);
  }
}
