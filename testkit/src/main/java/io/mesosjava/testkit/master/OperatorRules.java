package io.mesosjava.testkit.master;

import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Violation;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.master.Call;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rules that an operator's call must obey to be considered at all. */
final class OperatorRules {

  private OperatorRules() {}

  /** The field that carries a call's message has the name of its type, where there is one. */
  static void check(Call call) throws Refusal {
    if (!call.hasType()) {
      throw missing("type");
    }
    String name = call.getType().name().toLowerCase(Locale.ROOT);
    var field = Call.getDescriptor().findFieldByName(name);
    if (field != null && !call.hasField(field)) {
      throw missing(name);
    }
    switch (call.getType()) {
      case RESERVE_RESOURCES -> valid(call.getReserveResources().getResourcesList());
      case UNRESERVE_RESOURCES -> valid(call.getUnreserveResources().getResourcesList());
      case GROW_VOLUME -> onAgent(call.getGrowVolume().hasAgentId());
      case SHRINK_VOLUME -> onAgent(call.getShrinkVolume().hasAgentId());
      default -> {
        // Nothing more to check.
      }
    }
  }

  private static void valid(List<Resource> resources) throws Refusal {
    Optional<String> problem = Resources.violation(resources).map(Violation::message);
    if (problem.isPresent()) {
      throw invalid(problem.get());
    }
  }

  private static void onAgent(boolean present) throws Refusal {
    if (!present) {
      throw invalid(
          "Expecting 'agent_id' to be present; only agent default resources are supported right"
              + " now");
    }
  }

  private static Refusal missing(String field) {
    return invalid("Expecting '" + field + "' to be present");
  }

  private static Refusal invalid(String problem) {
    return Refusal.badRequest("Failed to validate master::Call: " + problem);
  }
}
