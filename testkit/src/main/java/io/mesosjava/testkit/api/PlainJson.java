package io.mesosjava.testkit.api;

import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.v1.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * JSON of maps, lists, messages, texts, numbers and truth values: what the endpoints answer that
 * are older than the v1 API.
 */
public final class PlainJson {

  private PlainJson() {}

  /** The value as JSON. */
  public static byte[] encode(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator);
        text(entry.getKey().toString(), out);
        out.append(':');
        write(entry.getValue(), out);
        separator = ",";
      }
      out.append(map.isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> list) {
      String separator = "[";
      for (Object item : list) {
        out.append(separator);
        write(item, out);
        separator = ",";
      }
      out.append(list.isEmpty() ? "[]" : "]");
    } else {
      scalar(value, out);
    }
  }

  private static void scalar(Object value, StringBuilder out) {
    if (value instanceof Message message) {
      out.append(json(message));
    } else if (value instanceof Double number) {
      // The codec knows how Mesos writes numbers.
      String scalar = json(Value.Scalar.newBuilder().setValue(number).build());
      out.append(scalar, scalar.indexOf(':') + 1, scalar.length() - 1);
    } else if (value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      text(value.toString(), out);
    }
  }

  private static String json(Message message) {
    return new String(Codec.json().encode(message), StandardCharsets.UTF_8);
  }

  private static void text(String text, StringBuilder out) {
    String json = json(Value.Text.newBuilder().setValue(text).build());
    out.append(json, json.indexOf(':') + 1, json.length() - 1);
  }
}
