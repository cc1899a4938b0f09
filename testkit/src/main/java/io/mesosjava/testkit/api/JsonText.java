package io.mesosjava.testkit.api;

import io.mesosjava.testkit.api.JsonValue.Items;
import io.mesosjava.testkit.api.JsonValue.Members;
import io.mesosjava.testkit.api.JsonValue.Real;
import io.mesosjava.testkit.api.JsonValue.Text;
import io.mesosjava.testkit.api.JsonValue.Whole;
import io.mesosjava.testkit.api.JsonValue.Word;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as Mesos does (picojson 1.3.0 within stout): numbers are what C's {@code strtod} takes
 * whole, of a number at the outermost level the byte behind it is lost, and nothing is deeper than
 * 200.
 */
final class JsonText {

  private static final int MAX_DEPTH = 200;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private final JsonInput in;

  private JsonText(byte[] text) {
    in = new JsonInput(text);
  }

  static JsonValue parse(byte[] text) throws JsonException {
    JsonText parser = new JsonText(text);
    JsonValue value = parser.value(MAX_DEPTH);
    if (value == null) {
      throw parser.in.syntaxError();
    }
    parser.in.checkRest();
    return value;
  }

  /** The next value; null if there is none, with {@link #in} where that became clear. */
  private @Nullable JsonValue value(int depth) throws JsonException {
    int first = in.takeVisible();
    return switch (first) {
      case 'n' -> word("ull", Word.NULL);
      case 't' -> word("rue", Word.TRUE);
      case 'f' -> word("alse", Word.FALSE);
      case '"' -> text();
      case '[' -> items(depth - 1);
      case '{' -> members(depth - 1);
      default -> {
        in.giveBack();
        yield number();
      }
    };
  }

  private @Nullable JsonValue word(String rest, Word word) {
    return in.takeAll(rest) ? word : null;
  }

  private @Nullable JsonValue items(int depth) throws JsonException {
    Items items = new Items();
    if (depth < 0) {
      return null;
    }
    if (in.takeIf(']')) {
      return items;
    }
    do {
      JsonValue item = value(depth);
      if (item == null) {
        return null;
      }
      items.values().add(item);
    } while (in.takeIf(','));
    return in.takeIf(']') ? items : null;
  }

  private @Nullable JsonValue members(int depth) throws JsonException {
    Members members = new Members();
    if (depth < 0) {
      return null;
    }
    if (in.takeIf('}')) {
      return members;
    }
    do {
      Text name = in.takeIf('"') ? text() : null;
      JsonValue value = name != null && in.takeIf(':') ? value(depth) : null;
      if (name == null || value == null) {
        return null;
      }
      members.values().put(name.value(), value);
    } while (in.takeIf(','));
    return in.takeIf('}') ? members : null;
  }

  private @Nullable JsonValue number() throws JsonException {
    StringBuilder taken = new StringBuilder();
    int one = in.take();
    if (one != '-' && (one < '0' || one > '9')) {
      in.giveBack();
      return null;
    }
    while ((one >= '0' && one <= '9') || (one > ' ' && "+-eE.".indexOf(one) >= 0)) {
      taken.append((char) one);
      one = in.take();
    }
    in.giveBack();
    String text = taken.toString();
    if (text.matches("-?\\d+")) {
      try {
        return new Whole(Long.parseLong(text));
      } catch (NumberFormatException e) {
        return new Real(Double.parseDouble(text));
      }
    }
    return NUMBER.matcher(text).matches() ? real(Double.parseDouble(text)) : null;
  }

  private static Real real(double value) throws JsonException {
    if (Double.isInfinite(value)) {
      throw new JsonException("Value out of range");
    }
    return new Real(value);
  }

  /** The rest of a string whose quotation mark was taken. */
  private @Nullable Text text() {
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    for (int one = in.take(); one != '"'; one = in.take()) {
      if (one < ' ') {
        in.giveBack();
        return null;
      }
      if (one != '\\') {
        taken.write(one);
      } else if (!escaped(taken)) {
        return null;
      }
    }
    return new Text(taken.toString(StandardCharsets.UTF_8));
  }

  private boolean escaped(ByteArrayOutputStream to) {
    int one = in.take();
    if (one == 'u') {
      return codePoint(to);
    }
    int index = one < 0 ? -1 : "\"\\/bfnrt".indexOf(one);
    if (index >= 0) {
      to.write("\"\\/\b\f\n\r\t".charAt(index));
    }
    return index >= 0;
  }

  private boolean codePoint(ByteArrayOutputStream to) {
    int code = fourDigits();
    if (code >= 0xdc00 && code <= 0xdfff) {
      return false;
    }
    if (code >= 0xd800 && code < 0xdc00) {
      if (in.take() != '\\' || in.take() != 'u') {
        in.giveBack();
        return false;
      }
      int second = fourDigits();
      if (second < 0xdc00 || second > 0xdfff) {
        return false;
      }
      code = Character.toCodePoint((char) code, (char) second);
    }
    if (code >= 0) {
      to.writeBytes(Character.toString(code).getBytes(StandardCharsets.UTF_8));
    }
    return code >= 0;
  }

  /** A number of four hexadecimal digits; negative if there are not as many. */
  private int fourDigits() {
    int number = 0;
    for (int i = 0; i < 4; i++) {
      int one = in.take();
      int digit = one < 0 ? -1 : Character.digit((char) one, 16);
      if (digit < 0) {
        in.giveBack();
        return -1;
      }
      number = number * 16 + digit;
    }
    return number;
  }
}
