package io.mesosjava.attributes;

import io.mesosjava.v1.Attribute;
import io.mesosjava.v1.Value;
import io.mesosjava.values.Ranges;
import io.mesosjava.values.ValueFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads attributes from text: {@code name:value} separated by semicolons or line ends. */
final class AttributeReader {

  private static final Pattern SCALAR =
      Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private final String text;

  AttributeReader(String text) {
    this.text = text;
  }

  List<Attribute> attributes() {
    List<Attribute> attributes = new ArrayList<>();
    int start = 0;
    for (String token : text.split("[;\n]", -1)) {
      if (!token.isEmpty()) {
        attributes.add(attribute(token, start));
      }
      start += token.length() + 1;
    }
    return attributes;
  }

  private static Attribute attribute(String token, int start) {
    int colon = token.indexOf(':');
    if (colon <= 0 || colon == token.length() - 1) {
      throw new ValueFormatException("Invalid attribute key:value pair '" + token + "'", start + 1);
    }
    Attribute.Builder attribute = Attribute.newBuilder().setName(token.substring(0, colon));
    readValue(attribute, token.substring(colon + 1), start + colon + 1);
    return attribute.build();
  }

  private static void readValue(Attribute.Builder attribute, String raw, int start) {
    String value = raw.replace(" ", "");
    if (value.isEmpty() || value.startsWith("{")) {
      throw new ValueFormatException("expected a text, a number or [ranges]", start + 1);
    }
    if (value.startsWith("[")) {
      try {
        attribute.setType(Value.Type.RANGES).setRanges(Ranges.parse(raw).toMessage());
      } catch (ValueFormatException e) {
        throw e.shiftedBy(start);
      }
      return;
    }
    int bracket = Math.max(value.indexOf('['), value.indexOf('{'));
    if (bracket >= 0) {
      throw new ValueFormatException(
          "Unexpected '" + value.charAt(bracket) + "' found", start + bracket + 1);
    }
    if (SCALAR.matcher(value).matches() && Double.isFinite(Double.parseDouble(value))) {
      attribute
          .setType(Value.Type.SCALAR)
          .setScalar(Value.Scalar.newBuilder().setValue(Double.parseDouble(value)));
    } else {
      attribute.setType(Value.Type.TEXT).setText(Value.Text.newBuilder().setValue(value));
    }
  }
}
