package io.mesosjava.testkit.replay;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The values of this run behind the {@code ${..}} of the cases. */
final class Placeholders {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** Cases were recorded one after another on one cluster; here each has its own. */
  private static final Pattern COUNTED = Pattern.compile("(\\$\\{master_id}-[SO]?)\\d+");

  private final Map<String, String> values = new LinkedHashMap<>();

  void set(String name, String value) {
    values.put(name, value);
  }

  String value(String name) {
    return values.getOrDefault(name, "");
  }

  /** {@code text} with values for placeholders. */
  String fill(String text) {
    String filled = text;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      filled = filled.replace("${" + entry.getKey() + "}", entry.getValue());
    }
    return filled;
  }

  /** {@code text} with placeholders for values: the longest first. */
  String templated(String text) {
    String templated = text;
    List<Map.Entry<String, String>> longestFirst =
        values.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .sorted(Comparator.comparingInt(entry -> -entry.getValue().length()))
            .toList();
    for (Map.Entry<String, String> entry : longestFirst) {
      templated = templated.replace(entry.getValue(), "${" + entry.getKey() + "}");
    }
    return normal(UUID.matcher(templated).replaceAll("\\${uuid}"));
  }

  /** {@code text}, which has placeholders, without numbers that differ from run to run. */
  static String normal(String text) {
    return COUNTED.matcher(text).replaceAll("$1N");
  }
}
