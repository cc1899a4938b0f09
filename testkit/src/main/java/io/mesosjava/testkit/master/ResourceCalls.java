package io.mesosjava.testkit.master;

import io.mesosjava.resources.OperationRefusedException;
import io.mesosjava.resources.Operations;
import io.mesosjava.resources.ReservationFormat;
import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Violation;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.testkit.link.OperationResources;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Offer.Operation;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.master.Call;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What operators make of the resources of agents: reservations and volumes. */
final class ResourceCalls {

  private final MasterState state;
  private final Offers offers;
  private final Operating operating;

  ResourceCalls(MasterState state, Offers offers, Operating operating) {
    this.state = state;
    this.offers = offers;
    this.operating = operating;
  }

  /**
   * Carries the operation out that {@code call} asks for.
   *
   * @param principal who asks; null if nobody needs to say
   */
  Response perform(Call call, @Nullable String principal) throws Refusal {
    Agent agent = agent(agentId(call));
    Operation operation = readable(operation(call));
    check(operation, agent, principal);
    Optional<String> fatal = FatalRules.empty(operation);
    if (fatal.isPresent()) {
      throw Refusal.badRequest(fatal.get());
    }
    makeRoom(agent, operation);
    Optional<OperationRefusedException> conflict = refusal(agent.available(), operation);
    if (conflict.isPresent()) {
      throw Refusal.of(409, String.valueOf(conflict.get().getMessage()));
    }
    operating.apply(agent, null, operation);
    return Response.of(202);
  }

  private static AgentID agentId(Call call) {
    return switch (call.getType()) {
      case RESERVE_RESOURCES -> call.getReserveResources().getAgentId();
      case UNRESERVE_RESOURCES -> call.getUnreserveResources().getAgentId();
      case CREATE_VOLUMES -> call.getCreateVolumes().getAgentId();
      case DESTROY_VOLUMES -> call.getDestroyVolumes().getAgentId();
      case GROW_VOLUME -> call.getGrowVolume().getAgentId();
      default -> call.getShrinkVolume().getAgentId();
    };
  }

  private static Operation operation(Call call) {
    Operation.Builder operation = Operation.newBuilder();
    switch (call.getType()) {
      case RESERVE_RESOURCES ->
          operation
              .setType(Operation.Type.RESERVE)
              .getReserveBuilder()
              .addAllSource(call.getReserveResources().getSourceList())
              .addAllResources(call.getReserveResources().getResourcesList());
      case UNRESERVE_RESOURCES ->
          operation
              .setType(Operation.Type.UNRESERVE)
              .getUnreserveBuilder()
              .addAllResources(call.getUnreserveResources().getResourcesList());
      case CREATE_VOLUMES ->
          operation
              .setType(Operation.Type.CREATE)
              .getCreateBuilder()
              .addAllVolumes(call.getCreateVolumes().getVolumesList());
      case DESTROY_VOLUMES ->
          operation
              .setType(Operation.Type.DESTROY)
              .getDestroyBuilder()
              .addAllVolumes(call.getDestroyVolumes().getVolumesList());
      case GROW_VOLUME ->
          operation
              .setType(Operation.Type.GROW_VOLUME)
              .getGrowVolumeBuilder()
              .setVolume(call.getGrowVolume().getVolume())
              .setAddition(call.getGrowVolume().getAddition());
      default ->
          operation
              .setType(Operation.Type.SHRINK_VOLUME)
              .getShrinkVolumeBuilder()
              .setVolume(call.getShrinkVolume().getVolume())
              .setSubtract(call.getShrinkVolume().getSubtract());
    }
    return operation.build();
  }

  private Agent agent(AgentID id) throws Refusal {
    Agent agent = state.agents.get(id);
    if (agent == null) {
      throw Refusal.badRequest("No agent found with specified ID");
    }
    return agent;
  }

  private static Operation readable(Operation operation) throws Refusal {
    Optional<String> problem =
        OperationRules.form(operation)
            .or(
                () ->
                    OperationResources.of(operation).stream()
                        .flatMap(resource -> Resources.violation(resource).stream())
                        .findFirst()
                        .map(Violation::message));
    if (problem.isPresent()) {
      throw Refusal.badRequest(problem.get());
    }
    return OperationResources.map(operation, ReservationFormat.POST_REFINEMENT::convert);
  }

  private void check(Operation operation, Agent agent, @Nullable String principal) throws Refusal {
    OperationRules.Asker operator = new OperationRules.Asker(null, principal);
    Optional<String> problem =
        OperationRules.problem(
            operation,
            operator,
            agent,
            offers.used(agent, FrameworkID.getDefaultInstance(), Resources.empty()));
    if (problem.isEmpty()) {
      problem =
          refusal(agent.available(), operation)
              .filter(e -> e.reason() == OperationRefusedException.Reason.INVALID)
              .map(Throwable::getMessage);
    }
    if (problem.isPresent()) {
      boolean located =
          operation.getType() != Operation.Type.UNRESERVE
              && operation.getType() != Operation.Type.DESTROY;
      throw Refusal.badRequest(
          "Invalid "
              + operation.getType()
              + " operation"
              + (located ? " on agent " + agent : "")
              + ": "
              + problem.get());
    }
  }

  /** Withdraws offers, one by one, until the operation has what it takes. */
  private void makeRoom(Agent agent, Operation operation) {
    Resources needed = consumed(operation);
    Resources recovered = Resources.empty();
    for (Offer offer : offers.on(agent.id())) {
      Resources offered = Resources.of(offer.getResourcesList()).unallocate();
      Resources left = needed.minus(offered);
      if (left.equals(needed)) {
        continue;
      }
      needed = left;
      recovered = recovered.plus(offered);
      offers.rescind(offer);
      if (refusal(recovered, operation).isEmpty()) {
        return;
      }
    }
  }

  private static Optional<OperationRefusedException> refusal(
      Resources available, Operation operation) {
    try {
      Resources unused = Operations.apply(available, operation);
      return Optional.empty();
    } catch (OperationRefusedException e) {
      return Optional.of(e);
    }
  }

  private static Resources consumed(Operation operation) {
    return switch (operation.getType()) {
      case RESERVE ->
          operation.getReserve().getSourceCount() > 0
              ? Resources.of(operation.getReserve().getSourceList())
              : Resources.of(operation.getReserve().getResourcesList()).popReservation();
      case UNRESERVE -> Resources.of(operation.getUnreserve().getResourcesList());
      case CREATE ->
          Resources.of(
              operation.getCreate().getVolumesList().stream()
                  .map(ResourceCalls::bareDisk)
                  .toList());
      case DESTROY -> Resources.of(operation.getDestroy().getVolumesList());
      case GROW_VOLUME ->
          Resources.of(
              operation.getGrowVolume().getVolume(), operation.getGrowVolume().getAddition());
      default -> Resources.of(operation.getShrinkVolume().getVolume());
    };
  }

  private static Resource bareDisk(Resource volume) {
    Resource.Builder disk = volume.toBuilder().clearShared();
    if (volume.getDisk().hasSource()) {
      disk.getDiskBuilder().clearPersistence().clearVolume();
    } else {
      disk.clearDisk();
    }
    return disk.build();
  }
}
