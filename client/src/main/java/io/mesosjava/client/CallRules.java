package io.mesosjava.client;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What a call must hold beyond what the schema requires, and how the server says that it is
 * accepted.
 *
 * @param <C> the calls of the API
 * @param <T> their types
 */
final class CallRules<C extends Message, T extends Enum<T>> {

  static final CallRules<io.mesosjava.v1.scheduler.Call, io.mesosjava.v1.scheduler.Call.Type>
      SCHEDULER = scheduler();

  static final CallRules<io.mesosjava.v1.executor.Call, io.mesosjava.v1.executor.Call.Type>
      EXECUTOR = executor();

  private final Descriptor call;
  private final Function<C, T> typeOf;

  /** The paths of the fields that a call of a type needs. */
  private final Map<T, List<List<FieldDescriptor>>> required;

  /** Rules by which every type of call needs the field that is named for it, if there is one. */
  private CallRules(Descriptor call, Class<T> types, Function<C, T> typeOf) {
    this.call = call;
    this.typeOf = typeOf;
    this.required = new EnumMap<>(types);
    for (T type : types.getEnumConstants()) {
      String name = type.name().toLowerCase(Locale.ROOT);
      if (call.findFieldByName(name) != null) {
        require(type, name);
      }
    }
  }

  private static CallRules<io.mesosjava.v1.scheduler.Call, io.mesosjava.v1.scheduler.Call.Type>
      scheduler() {
    var rules =
        new CallRules<>(
            io.mesosjava.v1.scheduler.Call.getDescriptor(),
            io.mesosjava.v1.scheduler.Call.Type.class,
            io.mesosjava.v1.scheduler.Call::getType);
    // All roles of the framework are meant when the message is absent.
    rules.required.remove(io.mesosjava.v1.scheduler.Call.Type.REVIVE);
    rules.required.remove(io.mesosjava.v1.scheduler.Call.Type.SUPPRESS);
    rules.require(
        io.mesosjava.v1.scheduler.Call.Type.ACKNOWLEDGE_OPERATION_STATUS,
        "acknowledge_operation_status.agent_id");
    rules.require(
        io.mesosjava.v1.scheduler.Call.Type.UPDATE_FRAMEWORK, "update_framework.framework_info.id");
    return rules;
  }

  private static CallRules<io.mesosjava.v1.executor.Call, io.mesosjava.v1.executor.Call.Type>
      executor() {
    var rules =
        new CallRules<>(
            io.mesosjava.v1.executor.Call.getDescriptor(),
            io.mesosjava.v1.executor.Call.Type.class,
            io.mesosjava.v1.executor.Call::getType);
    rules.require(io.mesosjava.v1.executor.Call.Type.UPDATE, "update.status.uuid");
    rules.require(io.mesosjava.v1.executor.Call.Type.UPDATE, "update.status.source");
    return rules;
  }

  private void require(T type, String path) {
    List<FieldDescriptor> fields = new ArrayList<>();
    Descriptor message = call;
    for (String name : path.split("\\.", -1)) {
      FieldDescriptor field = message.findFieldByName(name);
      fields.add(field);
      if (field.getJavaType() == JavaType.MESSAGE) {
        message = field.getMessageType();
      }
    }
    required.computeIfAbsent(type, t -> new ArrayList<>()).add(List.copyOf(fields));
  }

  String typeOf(C call) {
    return typeOf.apply(call).name();
  }

  /**
   * Refuses a call that the server would refuse, or worse: a call of type UNKNOWN makes a master of
   * Mesos 1.12 abort.
   *
   * @throws IllegalArgumentException naming what is missing
   */
  void check(C call) {
    T type = typeOf.apply(call);
    if (type.name().equals("UNKNOWN")) {
      throw new IllegalArgumentException("type: " + type + " (expected: a type of call)");
    }
    for (List<FieldDescriptor> path : required.getOrDefault(type, List.of())) {
      if (!has(call, path)) {
        String missing = String.join(".", path.stream().map(FieldDescriptor::getName).toList());
        throw new IllegalArgumentException(type + ": missing required field: " + missing);
      }
    }
  }

  private static boolean has(Message call, List<FieldDescriptor> path) {
    Message message = call;
    for (FieldDescriptor field : path) {
      if (!message.hasField(field)) {
        return false;
      }
      if (field.getJavaType() == JavaType.MESSAGE) {
        message = (Message) message.getField(field);
      }
    }
    return true;
  }

  /** Whether {@code status} means that a call of {@code type} was accepted. */
  static boolean isAccepted(String type, int status) {
    return switch (type) {
      case "UPDATE_FRAMEWORK" -> status == 200;
      // Mesos 1.6 and 1.7 answered at once.
      case "RECONCILE_OPERATIONS" -> status == 202 || status == 200;
      default -> status == 202;
    };
  }

  /** What {@link #isAccepted} accepts, in words. */
  static String acceptedStatuses(String type) {
    return type.equals("UPDATE_FRAMEWORK") ? "200" : "202";
  }
}
