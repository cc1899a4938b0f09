package io.mesosjava.testkit.master;

import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.OperationState;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.scheduler.Call.ReconcileOperations;
import io.mesosjava.v1.scheduler.Event;
import java.util.List;

/**
 * What the master answers to a scheduler that asks how its operations are: it knows of none, so all
 * depends on where the scheduler believes them to be.
 */
final class OperationReconciliation {

  private record Verdict(OperationState state, String message) {}

  private final MasterState state;

  OperationReconciliation(MasterState state) {
    this.state = state;
  }

  List<Event> answers(ReconcileOperations question) {
    return question.getOperationsList().stream().map(this::answer).toList();
  }

  private Event answer(ReconcileOperations.Operation operation) {
    Verdict verdict = verdict(operation);
    OperationStatus.Builder status =
        OperationStatus.newBuilder()
            .setOperationId(operation.getOperationId())
            .setState(verdict.state)
            .setMessage("Reconciliation: " + verdict.message);
    if (operation.hasAgentId()) {
      status.setAgentId(operation.getAgentId());
    }
    if (operation.hasResourceProviderId()) {
      status.setResourceProviderId(operation.getResourceProviderId());
    }
    return Event.newBuilder()
        .setType(Event.Type.UPDATE_OPERATION_STATUS)
        .setUpdateOperationStatus(Event.UpdateOperationStatus.newBuilder().setStatus(status))
        .build();
  }

  private Verdict verdict(ReconcileOperations.Operation operation) {
    AgentID agent = operation.getAgentId();
    if (!operation.hasAgentId()) {
      return new Verdict(
          OperationState.OPERATION_UNKNOWN, "Operation is unknown and no 'agent_id' was provided");
    }
    if (state.agents.containsKey(agent)) {
      return new Verdict(OperationState.OPERATION_UNKNOWN, "Operation is unknown");
    }
    if (state.unreachableAgents.containsKey(agent)) {
      return new Verdict(OperationState.OPERATION_UNREACHABLE, "Agent is unreachable");
    }
    return state.goneAgents.contains(agent)
        ? new Verdict(OperationState.OPERATION_GONE_BY_OPERATOR, "Agent marked gone by operator")
        : new Verdict(OperationState.OPERATION_UNKNOWN, "Both operation and agent are unknown");
  }
}
