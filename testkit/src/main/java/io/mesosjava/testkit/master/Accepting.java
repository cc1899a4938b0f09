package io.mesosjava.testkit.master;

import static io.mesosjava.v1.FrameworkInfo.Capability.Type.PARTITION_AWARE;
import static java.util.Objects.requireNonNull;

import io.mesosjava.resources.OperationRefusedException;
import io.mesosjava.resources.ReservationFormat;
import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Violation;
import io.mesosjava.testkit.link.OperationResources;
import io.mesosjava.v1.Filters;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Offer.Operation;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.scheduler.Call;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a framework does with its offers. */
final class Accepting {

  private final MasterState state;
  private final Offers offers;
  private final Allocator allocator;
  private final Launching launching;
  private final Operating operating;

  Accepting(MasterState state, Offers offers, Allocator allocator, Operating operating) {
    this.state = state;
    this.offers = offers;
    this.allocator = allocator;
    this.launching = new Launching(state);
    this.operating = operating;
  }

  /** Offers of others and offers that are gone are none of its business. */
  void decline(Framework framework, List<OfferID> ids, Filters filters) {
    for (OfferID id : ids) {
      Offer offer = state.offers.get(id);
      if (offer != null && offer.getFrameworkId().equals(framework.id())) {
        offers.take(offer);
        refuse(framework, offer, Resources.of(offer.getResourcesList()), filters);
      }
    }
  }

  private void refuse(Framework framework, Offer offer, Resources resources, Filters filters) {
    Agent agent = state.agents.get(offer.getAgentId());
    if (agent != null) {
      String role = offer.getAllocationInfo().getRole();
      allocator.refuse(framework, agent, role, resources, filters);
    }
  }

  void accept(Framework framework, Call.Accept accept) {
    Optional<String> problem =
        OfferRules.problem(accept.getOfferIdsList(), framework.id(), state.offers);
    if (problem.isPresent()) {
      invalid(framework, accept, problem.get());
      return;
    }
    List<Offer> taken = accept.getOfferIdsList().stream().map(state.offers::get).toList();
    taken.forEach(offers::take);
    Offer first = taken.get(0);
    Agent agent = requireNonNull(state.agents.get(first.getAgentId()), "offers outlived agent");
    Resources pool =
        Resources.sum(taken.stream().map(o -> Resources.of(o.getResourcesList())).toList());
    Bargain bargain = new Bargain(framework, agent, first.getAllocationInfo(), pool);
    accept.getOperationsList().stream()
        .flatMap(operation -> readable(bargain, operation).stream())
        .toList()
        .forEach(operation -> perform(bargain, operation));
    agent.recover(framework.id(), bargain.converted());
    refuse(framework, first, bargain.declined(), accept.getFilters());
  }

  /** One bad offer spoils the lot: the others are returned, the tasks are lost. */
  private void invalid(Framework framework, Call.Accept accept, String problem) {
    accept.getOfferIdsList().stream()
        .flatMap(id -> Stream.ofNullable(state.offers.get(id)))
        .filter(offer -> offer.getFrameworkId().equals(framework.id()))
        .forEach(offers::discard);
    TaskState lost = framework.has(PARTITION_AWARE) ? TaskState.TASK_DROPPED : TaskState.TASK_LOST;
    for (Operation operation : accept.getOperationsList()) {
      if (isLaunch(operation)) {
        String message = "Task launched with invalid offers: " + problem;
        launching.end(framework, tasks(operation), lost, Reason.REASON_INVALID_OFFERS, message);
      } else {
        String message = "Operation attempted with invalid offers: " + problem;
        Operating.drop(framework, operation, message);
      }
    }
  }

  /**
   * The operation with its resources in the current format and allocated to the role of the offers;
   * empty if it was refused at the first glance.
   */
  private Optional<Operation> readable(Bargain bargain, Operation operation) {
    Optional<String> problem = OperationRules.form(operation).or(() -> violation(operation));
    if (problem.isEmpty() && operation.getReserve().getSourceCount() > 0) {
      problem = Optional.of("Reservation updates are not yet implemented for the scheduler API.");
    }
    if (problem.isEmpty() && operation.hasId() && isLaunch(operation)) {
      String name = operation.getType().name();
      problem = Optional.of("The `id` field cannot be set on " + name + " operations");
    }
    if (problem.isPresent()) {
      unreadable(bargain.framework(), operation, problem.get());
      return Optional.empty();
    }
    return Optional.of(OperationResources.map(operation, r -> allocated(bargain, r)));
  }

  private static Optional<String> violation(Operation operation) {
    return OperationResources.of(operation).stream()
        .flatMap(resource -> Resources.violation(resource).stream())
        .findFirst()
        .map(Violation::message);
  }

  private static Resource allocated(Bargain bargain, Resource resource) {
    Resource current = ReservationFormat.POST_REFINEMENT.convert(resource);
    return current.hasAllocationInfo()
        ? current
        : current.toBuilder().setAllocationInfo(bargain.allocation()).build();
  }

  private void unreadable(Framework framework, Operation operation, String problem) {
    switch (operation.getType()) {
      case LAUNCH ->
          launching.refuse(framework, tasks(operation), Reason.REASON_TASK_INVALID, problem);
      case LAUNCH_GROUP ->
          launching.refuse(framework, tasks(operation), Reason.REASON_TASK_GROUP_INVALID, problem);
      case UNKNOWN -> {
        // Mesos does nothing either.
      }
      default ->
          Operating.drop(
              framework, operation, "Operation attempted with invalid resources: " + problem);
    }
  }

  private void perform(Bargain bargain, Operation operation) {
    switch (operation.getType()) {
      case LAUNCH ->
          launching.launch(
              bargain,
              operation.getLaunch().getTaskInfosList().stream()
                  .map(CheckRules::withTypeOfHealthCheck)
                  .toList());
      case LAUNCH_GROUP -> launching.launchGroup(bargain, operation.getLaunchGroup());
      default ->
          convert(bargain, operation)
              .ifPresent(text -> Operating.drop(bargain.framework(), operation, text));
    }
  }

  /** Returns why not, if not. */
  private Optional<String> convert(Bargain bargain, Operation operation) {
    Framework framework = bargain.framework();
    Agent agent = bargain.agent();
    Collection<Resources> used = offers.used(agent, framework.id(), bargain.unspent());
    Optional<String> problem =
        OperationRules.problem(operation, OperationRules.Asker.of(framework), agent, used);
    if (problem.isPresent()) {
      return Optional.of(problem.get() + "; on agent " + agent);
    }
    if (operation.getType() == Operation.Type.DESTROY) {
      offers.rescindWithAny(agent.id(), operation.getDestroy().getVolumesList());
    }
    try {
      bargain.convert(operation);
    } catch (OperationRefusedException e) {
      return Optional.of(words(e, operation, agent));
    }
    operating.apply(agent, framework, operation);
    return Optional.empty();
  }

  private static String words(OperationRefusedException e, Operation operation, Agent agent) {
    if (e.reason() == OperationRefusedException.Reason.INVALID) {
      return e.getMessage() + "; on agent " + agent;
    }
    return switch (operation.getType()) {
      case GROW_VOLUME, SHRINK_VOLUME ->
          "Invalid " + operation.getType() + " operation: " + e.getMessage();
      case CREATE_DISK, DESTROY_DISK ->
          "Invalid " + operation.getType() + " Operation: " + e.getMessage();
      default -> String.valueOf(e.getMessage());
    };
  }

  private static boolean isLaunch(Operation operation) {
    return operation.getType() == Operation.Type.LAUNCH
        || operation.getType() == Operation.Type.LAUNCH_GROUP;
  }

  private static List<TaskInfo> tasks(Operation operation) {
    return operation.getType() == Operation.Type.LAUNCH
        ? operation.getLaunch().getTaskInfosList()
        : operation.getLaunchGroup().getTaskGroup().getTasksList();
  }
}
