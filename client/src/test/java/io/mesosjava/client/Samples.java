package io.mesosjava.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;

/** Messages with nothing but what is required. */
final class Samples {

  private Samples() {}

  /** {@code prototype} with its required fields, and theirs. */
  static Message of(Message prototype) {
    Message.Builder builder = prototype.toBuilder();
    for (FieldDescriptor field : prototype.getDescriptorForType().getFields()) {
      if (field.isRequired() && !builder.hasField(field)) {
        builder.setField(field, value(builder, field));
      }
    }
    return builder.build();
  }

  private static Object value(Message.Builder in, FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> of((Message) in.getField(field));
      case ENUM -> field.getEnumType().getValues().get(0);
      case STRING -> "sample";
      case BYTE_STRING -> ByteString.copyFromUtf8("sample");
      case BOOLEAN -> true;
      case INT -> 7;
      case LONG -> 7L;
      case DOUBLE -> 7.5;
      case FLOAT -> 7.5f;
    };
  }
}
