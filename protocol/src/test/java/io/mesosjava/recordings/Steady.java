package io.mesosjava.recordings;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.mesosjava.v1.ContainerStatus;
import io.mesosjava.v1.TimeInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes messages of one recording what they would be in another run of the same: ids made of UUIDs
 * become numbers in the order in which they first appear, times become zero. Gone are a container's
 * network and process id: whether Mesos tells them depends on timing. Defaults are filled in, and
 * what is in no schema is left out, for that depends on the codec.
 */
final class Steady {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern SIGNAL = Pattern.compile("with signal (Killed|Terminated)");
  private static final Set<String> UUID_FIELDS =
      Set.of(
          "mesos.v1.TaskStatus.uuid",
          "mesos.v1.UUID.value",
          "mesos.v1.executor.Event.Acknowledged.uuid");

  private final Map<Object, Integer> ids = new HashMap<>();
  private final boolean numbered;

  /**
   * If not {@code numbered}, for where things happen at the same time, all ids become the same, and
   * so does the signal that ended a task: the second one can come before the first has ended it.
   */
  Steady(boolean numbered) {
    this.numbered = numbered;
  }

  Message of(Message message) {
    return Messages.withDefaults(Messages.everywhere(Messages.known(message), this::steady));
  }

  private Message.Builder steady(Message.Builder builder) {
    Descriptor type = builder.getDescriptorForType();
    for (FieldDescriptor field : builder.getAllFields().keySet()) {
      if (field.isRepeated()) {
        elements(builder, field);
      } else {
        builder.setField(field, steady(field, builder.getField(field)));
      }
    }
    if (type == ContainerStatus.getDescriptor()) {
      builder.clearField(type.findFieldByName("network_infos"));
      builder.clearField(type.findFieldByName("executor_pid"));
    }
    if (type == TimeInfo.getDescriptor()) {
      builder.setField(type.findFieldByName("nanoseconds"), 0L);
    }
    return builder;
  }

  private void elements(Message.Builder builder, FieldDescriptor field) {
    for (int i = 0; i < builder.getRepeatedFieldCount(field); i++) {
      builder.setRepeatedField(field, i, steady(field, builder.getRepeatedField(field, i)));
    }
  }

  private Object steady(FieldDescriptor field, Object value) {
    if (value instanceof String text) {
      String known = numbered ? text : SIGNAL.matcher(text).replaceAll("with a signal");
      return UUID.matcher(known).replaceAll(match -> Matcher.quoteReplacement(id(match.group())));
    }
    if (value instanceof ByteString bytes && UUID_FIELDS.contains(field.getFullName())) {
      return ByteString.copyFromUtf8(id(bytes));
    }
    return field.getName().equals("timestamp") ? (Object) 0.0 : value;
  }

  private String id(Object uuid) {
    return numbered ? "id-" + ids.computeIfAbsent(uuid, key -> ids.size() + 1) : "id";
  }
}
