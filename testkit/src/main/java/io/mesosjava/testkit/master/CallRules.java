package io.mesosjava.testkit.master;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.scheduler.Call;
import java.util.Locale;
import java.util.Set;

/** The rules that a scheduler's call must obey to be considered at all. */
final class CallRules {

  private static final int UUID_BYTES = 16;

  /** Calls whose message may be absent. */
  private static final Set<Call.Type> BARE =
      Set.of(Call.Type.UNKNOWN, Call.Type.TEARDOWN, Call.Type.REVIVE, Call.Type.SUPPRESS);

  private CallRules() {}

  static void check(Call call) throws Refusal {
    require(call.hasType(), "type");
    if (call.getType() == Call.Type.SUBSCRIBE) {
      require(call.hasSubscribe(), "subscribe");
      requireSame(call, call.getSubscribe().getFrameworkInfo(), "subscribe");
      return;
    }
    require(call.hasFrameworkId(), "framework_id");
    message(call);
    details(call);
  }

  /** The field that carries a call's message has the name of its type. */
  private static void message(Call call) throws Refusal {
    if (!BARE.contains(call.getType())) {
      String name = call.getType().name().toLowerCase(Locale.ROOT);
      require(call.hasField(Call.getDescriptor().findFieldByName(name)), name);
    }
  }

  private static void details(Call call) throws Refusal {
    switch (call.getType()) {
      case ACKNOWLEDGE -> uuid(call.getAcknowledge().getUuid());
      case ACCEPT -> FatalRules.check(call.getAccept());
      case ACKNOWLEDGE_OPERATION_STATUS -> {
        uuid(call.getAcknowledgeOperationStatus().getUuid());
        require(call.getAcknowledgeOperationStatus().hasAgentId(), "agent_id");
      }
      case UPDATE_FRAMEWORK ->
          requireSame(call, call.getUpdateFramework().getFrameworkInfo(), "update_framework");
      default -> {
        // Nothing more to check.
      }
    }
  }

  private static void uuid(ByteString bytes) throws Refusal {
    int version = bytes.size() == UUID_BYTES ? (bytes.byteAt(6) & 0xf0) >> 4 : 0;
    if (version < 1 || version > 5) {
      throw invalid("Not a valid UUID");
    }
  }

  private static void require(boolean present, String field) throws Refusal {
    if (!present) {
      throw invalid("Expecting '" + field + "' to be present");
    }
  }

  /** An absent id is the same as an empty one. */
  private static void requireSame(Call call, FrameworkInfo info, String message) throws Refusal {
    if (!info.getId().getValue().equals(call.getFrameworkId().getValue())) {
      throw invalid("'framework_id' differs from '" + message + ".framework_info.id'");
    }
  }

  static Refusal invalid(String problem) {
    return Refusal.badRequest("Failed to validate scheduler::Call: " + problem);
  }
}
