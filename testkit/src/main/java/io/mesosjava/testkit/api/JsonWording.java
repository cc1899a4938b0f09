package io.mesosjava.testkit.api;

import io.mesosjava.codec.DecodeException;
import java.nio.charset.StandardCharsets;

/** What Mesos says of JSON that it cannot take. */
final class JsonWording {

  private static final String PARSING = "Failed to parse body into JSON: ";
  private static final String CONVERTING = "Failed to convert JSON into Call protobuf: ";

  private JsonWording() {}

  static String of(byte[] body, DecodeException problem) {
    return of(body, problem, CONVERTING);
  }

  /** As an agent words it to operators: without a word of what was being done. */
  static String bare(byte[] body, DecodeException problem) {
    return of(body, problem, "");
  }

  private static String of(byte[] body, DecodeException problem, String converting) {
    return switch (problem.problem()) {
      case MISSING_FIELDS ->
          converting + "Missing required fields: " + String.join(", ", problem.missing());
      case WRONG_TYPE -> converting + wrongType(problem);
      case BAD_VALUE -> converting + badValue(body, problem);
      case TRAILING_CONTENT ->
          PARSING
              + "Parsed JSON included non-whitespace trailing characters: "
              + trailing(body, (int) problem.position());
      case TRUNCATED, SYNTAX -> PARSING + syntax(body, (int) problem.position());
      // Mesos has taken the bracket that is one too many before it notices.
      case TOO_DEEP -> PARSING + syntax(body, (int) problem.position() + 1);
    };
  }

  private static String wrongType(DecodeException problem) {
    return problem.path().isEmpty()
        ? "Expecting a JSON object"
        : "Not expecting a JSON " + kind(problem.found()) + " for field '" + field(problem) + "'";
  }

  /** {@code a number} is a number. */
  private static String kind(String found) {
    return found.substring(found.indexOf(' ') + 1);
  }

  private static String field(DecodeException problem) {
    String path = problem.path();
    String last = path.substring(path.lastIndexOf('.') + 1);
    int bracket = last.indexOf('[');
    if (bracket < 0) {
      return last;
    }
    boolean index = last.substring(bracket + 1, last.length() - 1).chars().allMatch(c -> c < ':');
    // What stands under a key of a map is the value of an entry, to Mesos.
    return index ? last.substring(0, bracket) : "value";
  }

  private static String badValue(byte[] body, DecodeException problem) {
    if (problem.expected().equals("base64")) {
      return String.format(
          "Failed to base64 decode bytes field '%s': Invalid character %s",
          field(problem), problem.found().substring(0, 3));
    }
    if (problem.expected().equals("a known one")) {
      return "Failed to find enum for '" + string(body, (int) problem.position() + 1) + "'";
    }
    String value = string(body, (int) problem.position());
    return String.format(
        "Failed to parse '%s' as a JSON %s for field '%s': syntax error at line 1 near: %s",
        value, kind(problem.expected()), field(problem), value);
  }

  /** The JSON string that {@code position} is in. */
  private static String string(byte[] body, int position) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    int start = text.lastIndexOf('"', position - 1) + 1;
    int end = text.indexOf('"', Math.max(start, position));
    return utf8(text.substring(start, end < 0 ? text.length() : end));
  }

  /** Blanks before what trails are part of it. */
  private static String trailing(byte[] body, int position) {
    int start = position;
    while (start > 0 && body[start - 1] == ' ') {
      start--;
    }
    return new String(body, start, body.length - start, StandardCharsets.UTF_8);
  }

  /** The rest of the line, without what cannot be seen. */
  private static String syntax(byte[] body, int problem) {
    int position = Math.min(body.length, problem);
    String before = new String(body, 0, position, StandardCharsets.ISO_8859_1);
    String after = new String(body, position, body.length - position, StandardCharsets.ISO_8859_1);
    long line = 1 + before.chars().filter(c -> c == '\n').count();
    StringBuilder near = new StringBuilder();
    for (int i = 0; i < after.length() && after.charAt(i) != '\n'; i++) {
      if (after.charAt(i) >= ' ') {
        near.append(after.charAt(i));
      }
    }
    return "syntax error at line " + line + " near: " + utf8(near.toString());
  }

  private static String utf8(String latin1) {
    return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
