package io.mesosjava.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import io.mesosjava.v1.scheduler.Call;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a scheduler call must hold, and how the master says that it is accepted. */
final class CallRules {

  /** All roles of the framework are meant when the message is absent. */
  private static final Set<Call.Type> MESSAGE_OPTIONAL =
      EnumSet.of(Call.Type.REVIVE, Call.Type.SUPPRESS);

  private static final Map<Call.Type, FieldDescriptor> MESSAGES = messages();

  private CallRules() {}

  private static Map<Call.Type, FieldDescriptor> messages() {
    Map<Call.Type, FieldDescriptor> messages = new EnumMap<>(Call.Type.class);
    for (Call.Type type : Call.Type.values()) {
      String name = type.name().toLowerCase(Locale.ROOT);
      FieldDescriptor message = Call.getDescriptor().findFieldByName(name);
      if (message != null && !MESSAGE_OPTIONAL.contains(type)) {
        messages.put(type, message);
      }
    }
    return messages;
  }

  /**
   * Refuses a call that the master would refuse, or worse: a call of type UNKNOWN makes Mesos 1.12
   * abort.
   *
   * @throws IllegalArgumentException naming what is missing
   */
  static void check(Call call) {
    Call.Type type = call.getType();
    if (!call.hasType() || type == Call.Type.UNKNOWN) {
      throw new IllegalArgumentException("type: " + type + " (expected: a type of call)");
    }
    FieldDescriptor message = MESSAGES.get(type);
    if (message != null && !call.hasField(message)) {
      throw new IllegalArgumentException(type + ": missing required field: " + message.getName());
    }
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
