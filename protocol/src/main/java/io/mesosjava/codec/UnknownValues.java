package io.mesosjava.codec;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.mesosjava.codec.DecodeException.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Required fields of enums that are not set because their value is none that is known here: a newer
 * Mesos may have sent it. The generated parsers put such a value among the unknown fields.
 */
final class UnknownValues {

  private UnknownValues() {}

  /** Whether no required field of {@code message} is missing for any other reason. */
  static boolean areAllThatIsMissing(Message message) {
    if (message.isInitialized()) {
      return true;
    }
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.isRequired() && !message.hasField(field) && !isUnknown(message, field)) {
        return false;
      }
    }
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      for (Object value : values(field.getValue())) {
        if (value instanceof Message inner && !areAllThatIsMissing(inner)) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<?> values(Object value) {
    return value instanceof List<?> several ? several : List.of(value);
  }

  private static boolean isUnknown(Message message, FieldDescriptor field) {
    return field.getType() == FieldDescriptor.Type.ENUM
        && message.getUnknownFields().hasField(field.getNumber());
  }

  /** What is wrong with a message that has such a field; empty if it has none. */
  static Optional<Malformed> problem(Message message) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.isRequired() && !message.hasField(field) && isUnknown(message, field)) {
        UnknownFieldSet.Field found = message.getUnknownFields().getField(field.getNumber());
        String number = found.getVarintList().isEmpty() ? "" : ", " + found.getVarintList().get(0);
        String what = "an unknown number of an enum's value" + number;
        return Optional.of(
            new Malformed(Problem.BAD_VALUE, -1, what, "a known one").within(field.getName()));
      }
    }
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      Optional<Malformed> problem = problem(field.getKey(), values(field.getValue()));
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<Malformed> problem(FieldDescriptor field, List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof Message inner && !inner.isInitialized()) {
        Optional<Malformed> problem = problem(inner);
        if (problem.isPresent()) {
          Malformed within = field.isRepeated() ? problem.get().within(i) : problem.get();
          return Optional.of(within.within(field.getName()));
        }
      }
    }
    return Optional.empty();
  }
}
