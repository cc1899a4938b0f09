package io.mesosjava.testkit.master;

import com.google.protobuf.ByteString;
import io.mesosjava.resources.Operations;
import io.mesosjava.testkit.api.RandomUuids;
import io.mesosjava.testkit.link.OperationResources;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Operation;
import io.mesosjava.v1.OperationState;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.UUID;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of operations on an agent's resources: from the moment they are applied to the master's
 * account until their last status is acknowledged, by the framework if it gave them an id, else by
 * the master.
 */
final class Operating {

  private static final Set<OperationState> TERMINAL =
      EnumSet.of(
          OperationState.OPERATION_FINISHED,
          OperationState.OPERATION_FAILED,
          OperationState.OPERATION_ERROR,
          OperationState.OPERATION_DROPPED,
          OperationState.OPERATION_GONE_BY_OPERATOR);

  private final MasterState state;
  private final Drains drains;

  Operating(MasterState state, Drains drains) {
    this.state = state;
    this.drains = drains;
  }

  /**
   * Applies an operation to the agent's total and to what the framework holds of it, and sends it
   * to the agent.
   *
   * @param framework null for an operator
   * @param operation is valid, and what it takes is there
   */
  void apply(Agent agent, @Nullable Framework framework, Offer.Operation operation) {
    java.util.UUID random = new RandomUuids(state.config.random()).get();
    ByteString uuid = bytes(random);
    OperationStatus.Builder pending =
        OperationStatus.newBuilder()
            .setState(OperationState.OPERATION_PENDING)
            .setAgentId(agent.id());
    if (operation.hasId()) {
      pending.setOperationId(operation.getId());
    }
    Operation.Builder added =
        Operation.newBuilder()
            .setAgentId(agent.id())
            .setInfo(operation)
            .setLatestStatus(pending)
            .setUuid(UUID.newBuilder().setValue(uuid));
    if (framework != null) {
      added.setFrameworkId(framework.id());
      agent.convert(framework.id(), held -> Operations.apply(held, operation));
    }
    Offer.Operation unallocated = OperationResources.unallocated(operation);
    agent.convert(total -> Operations.apply(total, unallocated));
    agent.operations.put(uuid, added.build());
    agent.link().applyOperation(framework == null ? null : framework.id(), operation, uuid);
  }

  private static ByteString bytes(java.util.UUID uuid) {
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits()).flip();
    return ByteString.copyFrom(bytes);
  }

  /** An agent says what became of an operation. */
  void statusUpdate(AgentID agentId, ByteString uuid, OperationStatus status) {
    Agent agent = state.agents.get(agentId);
    Operation operation = agent == null ? null : agent.operations.get(uuid);
    if (agent == null || operation == null) {
      return;
    }
    OperationStatus told =
        operation.getInfo().hasId()
            ? status.toBuilder().setOperationId(operation.getInfo().getId()).build()
            : status;
    Operation updated =
        operation.toBuilder().setLatestStatus(told).clearStatuses().addStatuses(told).build();
    agent.operations.put(uuid, updated);
    boolean awaited =
        operation.getInfo().hasId()
            && operation.hasFrameworkId()
            && !state.completedFrameworks.containsKey(operation.getFrameworkId());
    if (awaited) {
      Framework framework = state.frameworks.get(operation.getFrameworkId());
      if (framework != null) {
        framework.send(event(told));
      }
    } else if (told.hasUuid()) {
      agent.link().acknowledgeOperation(uuid, told.getUuid().getValue());
    }
    if (isTerminal(told) && !(awaited && told.hasUuid())) {
      agent.operations.remove(uuid);
      drains.check(agent);
    }
  }

  private static boolean isTerminal(OperationStatus status) {
    return TERMINAL.contains(status.getState());
  }

  /** The framework has taken note of a status. */
  void acknowledge(Framework framework, Call.AcknowledgeOperationStatus call) {
    Agent agent = state.agents.get(call.getAgentId());
    if (agent == null || !agent.connected) {
      state.counters.add(Counter.INVALID_OPERATION_STATUS_UPDATE_ACKNOWLEDGEMENTS);
      return;
    }
    Optional<Operation> operation =
        agent.operations.values().stream()
            .filter(one -> one.getFrameworkId().equals(framework.id()))
            .filter(one -> one.getInfo().hasId())
            .filter(one -> one.getInfo().getId().equals(call.getOperationId()))
            .filter(one -> one.getLatestStatus().getUuid().getValue().equals(call.getUuid()))
            .findFirst();
    state.counters.add(
        operation.isPresent(),
        Counter.VALID_OPERATION_STATUS_UPDATE_ACKNOWLEDGEMENTS,
        Counter.INVALID_OPERATION_STATUS_UPDATE_ACKNOWLEDGEMENTS);
    operation.ifPresent(
        one -> {
          ByteString uuid = one.getUuid().getValue();
          if (isTerminal(one.getLatestStatus())) {
            agent.operations.remove(uuid);
          }
          agent.link().acknowledgeOperation(uuid, call.getUuid());
          drains.check(agent);
        });
  }

  /** An operation that fails without an id fails without a word. */
  static void drop(Framework framework, Offer.Operation operation, String message) {
    if (operation.hasId()) {
      framework.send(
          event(
              OperationStatus.newBuilder()
                  .setOperationId(operation.getId())
                  .setState(OperationState.OPERATION_ERROR)
                  .setMessage(message)
                  .build()));
    }
  }

  static Event event(OperationStatus status) {
    return Event.newBuilder()
        .setType(Event.Type.UPDATE_OPERATION_STATUS)
        .setUpdateOperationStatus(Event.UpdateOperationStatus.newBuilder().setStatus(status))
        .build();
  }
}
