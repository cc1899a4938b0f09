package io.mesosjava.testkit.replay;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which value of this run stands for which recorded one: ids, uuids, ports. They are learnt from
 * pairs of messages and put into requests and expectations.
 */
final class Bindings {

  /** Messages whose {@code value} differs from run to run. */
  private static final Set<String> IDS =
      Set.of("FrameworkID", "AgentID", "OfferID", "ContainerID", "UUID");

  /** Fields that do. Those of {@link #IGNORED} are not even consistent. */
  private static final Set<String> VOLATILE =
      Set.of(
          "mesos.v1.TaskStatus.uuid",
          "mesos.v1.MasterInfo.id",
          "mesos.v1.MasterInfo.pid",
          "mesos.v1.MasterInfo.port",
          "mesos.v1.Address.port",
          "mesos.v1.AgentInfo.port");

  /** Fields that must be there in both or in neither, whatever they say. */
  static final Set<String> IGNORED =
      Set.of(
          "mesos.v1.TaskStatus.timestamp",
          "mesos.v1.ContainerStatus.executor_pid",
          "mesos.v1.TimeInfo.nanoseconds",
          "mesos.v1.FileInfo.uid",
          "mesos.v1.FileInfo.gid",
          "mesos.v1.ResourceStatistics.timestamp",
          "mesos.v1.ResourceStatistics.cpus_user_time_secs",
          "mesos.v1.ResourceStatistics.cpus_system_time_secs",
          "mesos.v1.ResourceStatistics.mem_rss_bytes",
          // The newest that the agent knows, which may be ahead of the status.
          "mesos.v1.master.Event.TaskUpdated.state");

  /** Fields of which Mesos itself does not say reliably whether they are there. */
  static final Set<String> UNRELIABLE =
      Set.of("mesos.v1.ContainerStatus.network_infos", "mesos.v1.ContainerStatus.executor_pid");

  private final Map<Object, Object> values = new HashMap<>();

  void bind(Object recorded, Object actual) {
    values.putIfAbsent(recorded, actual);
  }

  /** Learns from two messages that should say the same. */
  void learn(Message recorded, Message actual) {
    for (FieldDescriptor field : recorded.getDescriptorForType().getFields()) {
      if (field.isRepeated()) {
        int common =
            Math.min(recorded.getRepeatedFieldCount(field), actual.getRepeatedFieldCount(field));
        for (int i = 0; i < common; i++) {
          learn(field, recorded.getRepeatedField(field, i), actual.getRepeatedField(field, i));
        }
      } else if (recorded.hasField(field) && actual.hasField(field)) {
        learn(field, recorded.getField(field), actual.getField(field));
      }
    }
  }

  private void learn(FieldDescriptor field, Object recorded, Object actual) {
    if (recorded instanceof Message inner) {
      learn(inner, (Message) actual);
    } else if (isVolatile(field)) {
      bind(recorded, actual);
    }
  }

  private static boolean isVolatile(FieldDescriptor field) {
    return VOLATILE.contains(field.getFullName())
        || (IDS.contains(field.getContainingType().getName()) && field.getName().equals("value"));
  }

  /** {@code recorded} with what stands for it in this run, in texts too. */
  Message apply(Message recorded) {
    Message.Builder changed = recorded.toBuilder();
    for (Map.Entry<FieldDescriptor, Object> entry : recorded.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (entry.getValue() instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          changed.setRepeatedField(field, i, value(field, list.get(i)));
        }
      } else {
        changed.setField(field, value(field, entry.getValue()));
      }
    }
    return changed.build();
  }

  private Object value(FieldDescriptor field, Object recorded) {
    if (recorded instanceof Message inner) {
      return apply(inner);
    }
    if (recorded instanceof String text) {
      return text(text);
    }
    boolean bound = recorded instanceof ByteString || isVolatile(field);
    return bound ? values.getOrDefault(recorded, recorded) : recorded;
  }

  /** {@code recorded} with all that is bound replaced, the longest first. */
  String text(String recorded) {
    String text = recorded;
    List<String> known =
        values.keySet().stream()
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    for (String key : known) {
      text = text.replace(key, String.valueOf(values.get(key)));
    }
    return text;
  }
}
