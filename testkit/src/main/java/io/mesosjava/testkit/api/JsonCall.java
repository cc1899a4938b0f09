package io.mesosjava.testkit.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.mesosjava.testkit.api.JsonValue.Items;
import io.mesosjava.testkit.api.JsonValue.Members;
import io.mesosjava.testkit.api.JsonValue.Real;
import io.mesosjava.testkit.api.JsonValue.Text;
import io.mesosjava.testkit.api.JsonValue.Whole;
import io.mesosjava.testkit.api.JsonValue.Word;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a message of JSON by stout's rules: members are looked at in the order of their names,
 * those that are not known are passed over, a single value stands for a list of one, numbers may be
 * strings, and what C++ does when it converts a number that does not fit is what happens.
 */
final class JsonCall {

  private JsonCall() {}

  /** The message, with all its required fields. */
  static Message of(JsonValue value, Message prototype) throws JsonException {
    if (!(value instanceof Members members)) {
      throw new JsonException("Expecting a JSON object");
    }
    Message.Builder builder = prototype.newBuilderForType();
    fill(builder, members);
    if (!builder.isInitialized()) {
      throw new JsonException(
          "Missing required fields: " + String.join(", ", builder.findInitializationErrors()));
    }
    return builder.build();
  }

  private static void fill(Message.Builder builder, Members members) throws JsonException {
    for (Map.Entry<String, JsonValue> member : members.values().entrySet()) {
      FieldDescriptor field = builder.getDescriptorForType().findFieldByName(member.getKey());
      if (field != null) {
        put(builder, field, member.getValue());
      }
    }
  }

  private static void put(Message.Builder to, FieldDescriptor field, JsonValue value)
      throws JsonException {
    if (value == Word.NULL) {
      return;
    }
    if (value instanceof Items items && field.isRepeated()) {
      for (JsonValue item : items.values()) {
        put(to, field, item);
      }
      return;
    }
    if (value instanceof Members members && field.isMapField()) {
      entries(to, field, members);
      return;
    }
    Object converted = converted(to, field, value);
    if (converted != null) {
      if (field.isRepeated()) {
        to.addRepeatedField(field, converted);
      } else {
        to.setField(field, converted);
      }
    }
  }

  private static void entries(Message.Builder to, FieldDescriptor field, Members members)
      throws JsonException {
    for (Map.Entry<String, JsonValue> member : members.values().entrySet()) {
      Message.Builder entry = to.newBuilderForField(field);
      FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
      put(entry, key, new Text(member.getKey()));
      put(entry, field.getMessageType().findFieldByNumber(2), member.getValue());
      to.addRepeatedField(field, entry.buildPartial());
    }
  }

  /** The value for the field; null for the name of an enum's value that is not known. */
  private static @Nullable Object converted(
      Message.Builder to, FieldDescriptor field, JsonValue value) throws JsonException {
    return switch (field.getJavaType()) {
      case MESSAGE -> {
        if (!(value instanceof Members members)) {
          throw unexpected(value, field);
        }
        Message.Builder inner = to.newBuilderForField(field);
        fill(inner, members);
        yield inner.buildPartial();
      }
      case STRING -> text(field, value);
      case BYTE_STRING -> bytes(field, text(field, value));
      case ENUM -> named(field, text(field, value));
      case BOOLEAN -> bool(field, value);
      case INT, LONG, FLOAT, DOUBLE -> JsonNumber.of(field, number(field, value));
    };
  }

  private static JsonException unexpected(JsonValue value, FieldDescriptor field) {
    return new JsonException(
        "Not expecting a JSON " + value.kind() + " for field '" + field.getName() + "'");
  }

  private static String text(FieldDescriptor field, JsonValue value) throws JsonException {
    if (value instanceof Text text) {
      return text.value();
    }
    throw unexpected(value, field);
  }

  private static ByteString bytes(FieldDescriptor field, String text) throws JsonException {
    Optional<Character> stranger = LenientBase64.stranger(text);
    if (stranger.isPresent()) {
      throw new JsonException(
          String.format(
              "Failed to base64 decode bytes field '%s': Invalid character '%s'",
              field.getName(), stranger.get()));
    }
    return ByteString.copyFrom(LenientBase64.decode(text));
  }

  private static @Nullable EnumValueDescriptor named(FieldDescriptor field, String name)
      throws JsonException {
    EnumValueDescriptor value = field.getEnumType().findValueByName(name);
    if (value == null && field.isRequired()) {
      throw new JsonException("Failed to find enum for '" + name + "'");
    }
    return value;
  }

  private static boolean bool(FieldDescriptor field, JsonValue value) throws JsonException {
    JsonValue found = value instanceof Text text ? inside(text, "boolean", field) : value;
    if (found == Word.TRUE || found == Word.FALSE) {
      return found == Word.TRUE;
    }
    throw found == value ? unexpected(value, field) : wrongInside(value, "boolean", field);
  }

  private static JsonValue number(FieldDescriptor field, JsonValue value) throws JsonException {
    JsonValue found = value;
    if (value instanceof Text text) {
      Double infinite = JsonNumber.infinite(field, text.value());
      found = infinite == null ? inside(text, "number", field) : new Real(infinite);
    }
    if (found instanceof Whole || found instanceof Real) {
      return found;
    }
    throw found == value ? unexpected(value, field) : wrongInside(value, "number", field);
  }

  /** The value that is written in a string. */
  private static JsonValue inside(Text text, String kind, FieldDescriptor field)
      throws JsonException {
    try {
      return JsonText.parse(text.value().getBytes(StandardCharsets.UTF_8));
    } catch (JsonException e) {
      throw notParsed(text, kind, field, e.getMessage());
    }
  }

  private static JsonException wrongInside(JsonValue value, String kind, FieldDescriptor field) {
    return notParsed((Text) value, kind, field, "Unexpected JSON type parsed");
  }

  private static JsonException notParsed(
      Text text, String kind, FieldDescriptor field, @Nullable String problem) {
    return new JsonException(
        String.format(
            "Failed to parse '%s' as a JSON %s for field '%s': %s",
            text.value(), kind, field.getName(), problem));
  }
}
