package io.mesosjava.testkit.http;

import java.util.Locale;
import java.util.Optional;

/**
 * What a client is willing to take. The rules are libprocess': a range either accepts or refuses
 * (by {@code q=0}); how much it likes what it accepts does not count.
 */
public final class Accept {

  private Accept() {}

  /** Whether an answer of {@code mediaType} is acceptable. No header accepts all. */
  public static boolean media(Request request, String mediaType) {
    return media(request, "Accept", mediaType);
  }

  /** As {@link #media(Request, String)}, by the header {@code header}. */
  public static boolean media(Request request, String header, String mediaType) {
    Optional<String> value = request.header(header);
    if (value.isEmpty()) {
      return true;
    }
    String family = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
    for (String candidate : new String[] {mediaType, family, "*/*"}) {
      Optional<Boolean> verdict = verdict(value.get(), candidate);
      if (verdict.isPresent()) {
        return verdict.get();
      }
    }
    return false;
  }

  static boolean encoding(Request request, String encoding) {
    String value = request.header("Accept-Encoding").orElse("");
    return verdict(value, encoding).or(() -> verdict(value, "*")).orElse(false);
  }

  /** What {@code value} says of exactly {@code candidate}; empty if it says nothing. */
  private static Optional<Boolean> verdict(String value, String candidate) {
    for (String range : value.split(",", -1)) {
      String[] parts = range.split(";", -1);
      if (parts[0].strip().equalsIgnoreCase(candidate)) {
        return Optional.of(quality(parts) > 0);
      }
    }
    return Optional.empty();
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("q=")) {
        return number(parameter.substring(2));
      }
    }
    return 1;
  }

  /** Nonsense counts as a refusal. */
  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
