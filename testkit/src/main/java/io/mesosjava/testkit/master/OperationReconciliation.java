package io.mesosjava.testkit.master;

import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.Operation;
import io.mesosjava.v1.OperationState;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.scheduler.Call.ReconcileOperations;
import java.util.List;
import java.util.Optional;

/**
 * What the master answers to a scheduler that asks how its operations are. Of one that it does not
 * know, the answer depends on where the scheduler believes it to be.
 */
final class OperationReconciliation {

  private record Verdict(OperationState state, String message) {}

  private final MasterState state;

  OperationReconciliation(MasterState state) {
    this.state = state;
  }

  /** The answers to an explicit question, or to the question for all when it names none. */
  List<OperationStatus> answers(Framework framework, ReconcileOperations question) {
    return question.getOperationsCount() == 0
        ? state.operationsOf(framework.id()).map(OperationReconciliation::known).toList()
        : question.getOperationsList().stream().map(one -> answer(framework, one)).toList();
  }

  private OperationStatus answer(Framework framework, ReconcileOperations.Operation operation) {
    Optional<OperationStatus> known =
        state
            .operationsOf(framework.id())
            .filter(one -> one.getInfo().hasId())
            .filter(one -> one.getInfo().getId().equals(operation.getOperationId()))
            .findFirst()
            .map(OperationReconciliation::known);
    return known.orElseGet(() -> unknown(operation));
  }

  /** Nobody is to acknowledge an answer. */
  private static OperationStatus known(Operation operation) {
    return operation.getLatestStatus().toBuilder().clearUuid().build();
  }

  private OperationStatus unknown(ReconcileOperations.Operation operation) {
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
    return status.build();
  }

  private Verdict verdict(ReconcileOperations.Operation operation) {
    AgentID agent = operation.getAgentId();
    if (!operation.hasAgentId()) {
      return new Verdict(
          OperationState.OPERATION_UNKNOWN, "Operation is unknown and no 'agent_id' was provided");
    }
    if (state.recoveredAgents.containsKey(agent)) {
      return new Verdict(
          OperationState.OPERATION_RECOVERING, "Agent is recovered but has not re-registered");
    }
    if (state.agents.containsKey(agent)) {
      return new Verdict(OperationState.OPERATION_UNKNOWN, "Operation is unknown");
    }
    if (state.registry.unreachable.containsKey(agent)) {
      return new Verdict(OperationState.OPERATION_UNREACHABLE, "Agent is unreachable");
    }
    return state.registry.gone.containsKey(agent)
        ? new Verdict(OperationState.OPERATION_GONE_BY_OPERATOR, "Agent marked gone by operator")
        : new Verdict(OperationState.OPERATION_UNKNOWN, "Both operation and agent are unknown");
  }
}
