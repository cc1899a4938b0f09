package io.mesosjava.testkit.http;

import java.util.Arrays;
import java.util.List;
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
    for (String range : value.replaceAll("[ \t\n]", "").split(",", -1)) {
      List<String> parts = tokens(range, ";");
      if (!parts.isEmpty() && parts.get(0).equalsIgnoreCase(candidate)) {
        return Optional.of(quality(parts) > 0);
      }
    }
    return Optional.empty();
  }

  /** What stands between the separators, but for what is empty. */
  private static List<String> tokens(String text, String separator) {
    return Arrays.stream(text.split(separator, -1)).filter(part -> !part.isEmpty()).toList();
  }

  /** None that is clear counts as the highest. */
  private static double quality(List<String> parts) {
    List<String> qualities =
        parts.stream()
            .map(part -> tokens(part, "="))
            .filter(pair -> pair.size() == 2 && pair.get(0).equals("q"))
            .map(pair -> pair.get(1))
            .toList();
    return qualities.size() == 1 ? number(qualities.get(0)) : 1;
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
