package io.mesosjava.testkit.replay;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Base64;

/** Messages of which required fields may be missing, which the codecs would not make. */
final class Incomplete {

  private Incomplete() {}

  /** The message that {@code json} describes, whatever it lacks. */
  static Message message(Message prototype, Json json) {
    Message.Builder message = prototype.newBuilderForType();
    json.members()
        .forEach(
            (name, value) -> {
              FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
              if (field == null) {
                throw new IllegalArgumentException(
                    name + ": not a field of " + prototype.getClass());
              }
              if (field.isRepeated()) {
                value
                    .items()
                    .forEach(item -> message.addRepeatedField(field, value(message, field, item)));
              } else {
                message.setField(field, value(message, field, value));
              }
            });
    return message.buildPartial();
  }

  private static Object value(Message.Builder message, FieldDescriptor field, Json json) {
    return switch (field.getJavaType()) {
      case MESSAGE -> message(message.newBuilderForField(field).getDefaultInstanceForType(), json);
      case ENUM -> field.getEnumType().findValueByName(json.text());
      case BYTE_STRING -> ByteString.copyFrom(Base64.getDecoder().decode(json.text()));
      case STRING -> json.text();
      case BOOLEAN -> Boolean.parseBoolean(json.text());
      case INT -> (int) json.number();
      case LONG -> json.number();
      case FLOAT -> (float) Double.parseDouble(json.text());
      case DOUBLE -> Double.parseDouble(json.text());
    };
  }
}
