package io.mesosjava.recordings;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.function.UnaryOperator;

/** Messages changed throughout. */
public final class Messages {

  private Messages() {}

  /** Without the fields that are in no schema, as the one that the v1 API has from the old one. */
  public static Message known(Message message) {
    return everywhere(
        message, builder -> builder.setUnknownFields(UnknownFieldSet.getDefaultInstance()));
  }

  /** With what JSON adds: each field that has a default, set, unless it is deprecated. */
  public static Message withDefaults(Message message) {
    return everywhere(message, Messages::addDefaults);
  }

  private static Message.Builder addDefaults(Message.Builder builder) {
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      if (!field.isRepeated()
          && field.hasDefaultValue()
          && !field.getOptions().getDeprecated()
          && !builder.hasField(field)) {
        builder.setField(field, field.getDefaultValue());
      }
    }
    return builder;
  }

  /** With {@code change} made to the message and all messages in it, the innermost first. */
  static Message everywhere(Message message, UnaryOperator<Message.Builder> change) {
    Message.Builder changed = message.toBuilder();
    for (FieldDescriptor field : message.getAllFields().keySet()) {
      if (field.getJavaType() != JavaType.MESSAGE) {
        continue;
      }
      if (!field.isRepeated()) {
        changed.setField(field, everywhere((Message) message.getField(field), change));
        continue;
      }
      for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
        Message element = (Message) message.getRepeatedField(field, i);
        changed.setRepeatedField(field, i, everywhere(element, change));
      }
    }
    return change.apply(changed).build();
  }
}
