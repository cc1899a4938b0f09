package io.mesosjava.testkit.replay;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What remains of a message when everything is taken out that is free to differ. */
final class Expectation {

  /** Lists whose order Mesos leaves to its hash tables. */
  private static final Set<String> UNORDERED = Set.of("allocated_resources", "offered_resources");

  private Expectation() {}

  static Message of(Message message) {
    Message.Builder kept = message.toBuilder();
    // Mesos hands on some fields of its own that the API does not have.
    kept.setUnknownFields(UnknownFieldSet.getDefaultInstance());
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (Bindings.UNRELIABLE.contains(field.getFullName())) {
        kept.clearField(field);
      } else if (Bindings.IGNORED.contains(field.getFullName())) {
        kept.setField(field, field.getDefaultValue());
      } else if (UNORDERED.contains(field.getName()) && entry.getValue() instanceof List<?> list) {
        List<Object> sorted = new ArrayList<>(list);
        sorted.sort(Comparator.comparing(Object::toString));
        kept.setField(field, sorted);
      } else if (entry.getValue() instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          if (list.get(i) instanceof Message inner) {
            kept.setRepeatedField(field, i, of(inner));
          }
        }
      } else if (field.getFullName().equals("mesos.v1.TaskStatus.message")) {
        kept.setField(field, text((String) entry.getValue()));
      } else if (entry.getValue() instanceof Message inner) {
        kept.setField(field, of(inner));
      }
    }
    return kept.build();
  }

  /** A process that has only just begun may die by the second signal or by the first. */
  private static String text(String message) {
    return message.equals("Command terminated with signal Killed")
        ? "Command terminated with signal Terminated"
        : message;
  }
}
