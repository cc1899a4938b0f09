package io.mesosjava.testkit.api;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The JSON of answers that Mesos writes by hand for speed: unlike all other JSON it has lists that
 * are empty.
 */
public final class ViewJson {

  private final Set<String> handwritten;

  /** Messages of which every list is written: their names without the package. */
  public ViewJson(Set<String> handwritten) {
    this.handwritten = Set.copyOf(handwritten);
  }

  /** The message as JSON. */
  public byte[] encode(Message message) {
    return text(message, true).getBytes(StandardCharsets.UTF_8);
  }

  /** What holds a message that is written by hand is written by hand as well. */
  private String text(Message message, boolean outermost) {
    if (!outermost && !handwritten.contains(message.getDescriptorForType().getName())) {
      return new String(Codec.json().encode(message), StandardCharsets.UTF_8);
    }
    List<String> members = new ArrayList<>();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.isRepeated()) {
        if (!outermost || message.getRepeatedFieldCount(field) > 0) {
          members.add(quoted(field) + list(message, field));
        }
      } else if (message.hasField(field)) {
        members.add(quoted(field) + value(message.getField(field)));
      }
    }
    return "{" + String.join(",", members) + "}";
  }

  private String list(Message message, FieldDescriptor field) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
      items.add(value(message.getRepeatedField(field, i)));
    }
    return "[" + String.join(",", items) + "]";
  }

  private String value(Object value) {
    // Answers hold nothing but messages and the name of their type.
    return value instanceof Message inner ? text(inner, false) : "\"" + value + "\"";
  }

  private static String quoted(FieldDescriptor field) {
    return "\"" + field.getName() + "\":";
  }
}
