package io.mesosjava.testkit.replay;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** JSON values as something to compare. */
final class JsonShape {

  private static final Set<String> LEFT_OUT =
      Set.of("timestamp", "uuid", "executor_pid", "network_infos", "port");

  private JsonShape() {}

  /** Members in order of their names, without what differs from run to run, numbers as doubles. */
  static @Nullable Object comparable(Json json, UnaryOperator<String> texts) {
    if (json.value() instanceof Map<?, ?>) {
      Map<String, @Nullable Object> sorted = new TreeMap<>();
      json.members()
          .forEach(
              (name, member) -> {
                if (!LEFT_OUT.contains(name)) {
                  sorted.put(name, comparable(member, texts));
                }
              });
      return sorted;
    }
    if (json.value() instanceof List<?>) {
      return json.items().stream().map(item -> String.valueOf(comparable(item, texts))).toList();
    }
    if (json.value() instanceof Number number) {
      return number.doubleValue();
    }
    return json.value() instanceof String text ? texts.apply(text) : json.value();
  }

  /** Names and types only. */
  static String types(Json json) {
    if (json.value() instanceof Map<?, ?>) {
      Map<String, String> sorted = new TreeMap<>();
      json.members().forEach((name, member) -> sorted.put(name, types(member)));
      return sorted.toString();
    }
    if (json.value() instanceof List<?>) {
      return json.items().isEmpty() ? "[]" : "[" + types(json.items().get(0)) + "]";
    }
    Object value = json.value();
    return value instanceof Number ? "number" : value instanceof String ? "string" : "" + value;
  }
}
