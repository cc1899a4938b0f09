package io.mesosjava.resources;

import io.mesosjava.v1.Value;
import io.mesosjava.values.Thousandths;
import io.mesosjava.values.ValueFormatException;
import java.math.BigInteger;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.function.ObjLongConsumer;

/** Reads and prints amounts by name: what quantities and limits have in common. */
final class NamedScalars {

  private NamedScalars() {}

  /** Takes one {@code name:value} of a text, and the column at which it starts. */
  interface Consumer {
    void accept(String name, long thousandths, int column);
  }

  /** Reads {@code name:value;name:value}, where each value is a number. */
  static void parse(String text, Consumer consumer) {
    int start = 0;
    for (String token : text.split(";", -1)) {
      if (!token.isBlank()) {
        int colon = token.indexOf(':');
        if (colon < 0 || token.substring(0, colon).isBlank()) {
          throw new ValueFormatException("expected name:value", start + 1);
        }
        Value.Scalar value =
            ResourceReader.scalar(token.substring(colon + 1).strip(), start + colon + 1);
        String name = token.substring(0, colon).strip();
        consumer.accept(name, Thousandths.of(value.getValue()), start + 1);
      }
      start += token.length() + 1;
    }
  }

  /** Reads a message field. */
  static void read(Map<String, Value.Scalar> scalars, ObjLongConsumer<String> consumer) {
    scalars.forEach(
        (name, scalar) -> {
          long thousandths = Thousandths.of(scalar.getValue());
          if (thousandths < 0) {
            throw new IllegalArgumentException(
                name + ": " + scalar.getValue() + " (expected: a number from 0 up)");
          }
          consumer.accept(name, thousandths);
        });
  }

  /** The text of Mesos, for example {@code cpus:10; mem:4096}; {@code {}} for none. */
  static String text(SortedMap<String, BigInteger> thousandths) {
    StringJoiner text = new StringJoiner("; ").setEmptyValue("{}");
    thousandths.forEach((name, value) -> text.add(name + ":" + Thousandths.text(value)));
    return text.toString();
  }
}
