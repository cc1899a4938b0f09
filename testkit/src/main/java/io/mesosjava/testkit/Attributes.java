package io.mesosjava.testkit;

import io.mesosjava.v1.Attribute;
import io.mesosjava.v1.Value;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Attributes of agents as text, in the form of Mesos' flag. */
final class Attributes {

  private static final Pattern SCALAR = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern RANGES =
      Pattern.compile("\\[\\s*\\d+-\\d+(\\s*,\\s*\\d+-\\d+)*\\s*]");
  private static final Pattern RANGE = Pattern.compile("(\\d+)-(\\d+)");

  private Attributes() {}

  static List<Attribute> parse(String text) {
    return Arrays.stream(text.split("[;\n]"))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(Attributes::attribute)
        .toList();
  }

  private static Attribute attribute(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new IllegalArgumentException(
          "agentAttributes: \"" + text + "\" (expected: name:value)");
    }
    String value = text.substring(colon + 1).strip();
    Attribute.Builder attribute = Attribute.newBuilder().setName(text.substring(0, colon).strip());
    if (SCALAR.matcher(value).matches()) {
      attribute
          .setType(Value.Type.SCALAR)
          .setScalar(Value.Scalar.newBuilder().setValue(Double.parseDouble(value)));
    } else if (RANGES.matcher(value).matches()) {
      attribute.setType(Value.Type.RANGES).setRanges(ranges(value));
    } else {
      attribute.setType(Value.Type.TEXT).setText(Value.Text.newBuilder().setValue(value));
    }
    return attribute.build();
  }

  private static Value.Ranges ranges(String value) {
    Value.Ranges.Builder ranges = Value.Ranges.newBuilder();
    Matcher matcher = RANGE.matcher(value);
    while (matcher.find()) {
      ranges.addRange(
          Value.Range.newBuilder()
              .setBegin(Long.parseLong(matcher.group(1)))
              .setEnd(Long.parseLong(matcher.group(2))));
    }
    return ranges.build();
  }
}
