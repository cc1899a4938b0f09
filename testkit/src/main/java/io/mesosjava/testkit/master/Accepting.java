package io.mesosjava.testkit.master;

import static io.mesosjava.v1.FrameworkInfo.Capability.Type.PARTITION_AWARE;
import static java.util.Objects.requireNonNull;

import io.mesosjava.resources.ReservationFormat;
import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Violation;
import io.mesosjava.testkit.link.OperationResources;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.Filters;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Offer.Operation;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.OperationState;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a framework does with its offers. */
final class Accepting {

  private final MasterState state;
  private final Offers offers;
  private final Allocator allocator;

  Accepting(MasterState state, Offers offers, Allocator allocator) {
    this.state = state;
    this.offers = offers;
    this.allocator = allocator;
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
    accept.getOperationsList().forEach(operation -> perform(bargain, operation));
    refuse(framework, first, bargain.left(), accept.getFilters());
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
        end(framework, tasks(operation), lost, Reason.REASON_INVALID_OFFERS, message);
      } else {
        drop(framework, operation, "Operation attempted with invalid offers: " + problem);
      }
    }
  }

  private void perform(Bargain bargain, Operation operation) {
    Optional<String> violation =
        OperationResources.of(operation).stream()
            .flatMap(resource -> Resources.violation(resource).stream())
            .findFirst()
            .map(Violation::message);
    if (violation.isPresent()) {
      refused(bargain.framework(), operation, violation.get());
    } else if (operation.hasId() && isLaunch(operation)) {
      String name = operation.getType().name();
      String problem = "The `id` field cannot be set on " + name + " operations";
      refused(bargain.framework(), operation, problem);
    } else if (operation.getType() == Operation.Type.LAUNCH) {
      operation.getLaunch().getTaskInfosList().forEach(task -> launch(bargain, task));
    } else {
      refused(bargain.framework(), operation, Unsupported.reason(operation));
    }
  }

  private void refused(Framework framework, Operation operation, String problem) {
    switch (operation.getType()) {
      case LAUNCH -> error(framework, tasks(operation), Reason.REASON_TASK_INVALID, problem);
      case LAUNCH_GROUP ->
          error(framework, tasks(operation), Reason.REASON_TASK_GROUP_INVALID, problem);
      case UNKNOWN -> {
        // Mesos does nothing either.
      }
      default ->
          drop(framework, operation, "Operation attempted with invalid resources: " + problem);
    }
  }

  private void launch(Bargain bargain, TaskInfo asked) {
    Framework framework = bargain.framework();
    TaskInfo task = complete(asked, bargain);
    Optional<String> problem = TaskRules.problem(task, framework, bargain.agent(), bargain.left());
    if (problem.isPresent()) {
      error(framework, List.of(task), Reason.REASON_TASK_INVALID, problem.get());
      return;
    }
    Agent agent = bargain.agent();
    bargain.spend(Resources.of(task.getResourcesList()));
    if (task.hasExecutor()
        && !framework.hasExecutor(agent.id(), task.getExecutor().getExecutorId())) {
      ExecutorInfo executor = task.getExecutor();
      bargain.spend(Resources.of(executor.getResourcesList()));
      framework.executorsOn(agent.id()).put(executor.getExecutorId(), executor);
    }
    framework.tasks.put(task.getTaskId(), Tasks.staged(framework.id(), task));
    agent.link().runTask(framework.info(), task);
  }

  /** What a scheduler may leave out or say in the old way. */
  private static TaskInfo complete(TaskInfo asked, Bargain bargain) {
    TaskInfo.Builder task = asked.toBuilder();
    task.clearResources().addAllResources(bargain.allocate(asked.getResourcesList()));
    if (task.hasExecutor()) {
      ExecutorInfo.Builder executor = task.getExecutorBuilder();
      List<Resource> resources = bargain.allocate(executor.getResourcesList());
      executor.clearResources().addAllResources(resources);
      if (!executor.hasFrameworkId()) {
        executor.setFrameworkId(bargain.framework().id());
      }
    }
    return task.build();
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

  private void error(Framework framework, List<TaskInfo> tasks, Reason reason, String message) {
    end(framework, tasks, TaskState.TASK_ERROR, reason, message);
  }

  private void end(
      Framework framework, List<TaskInfo> tasks, TaskState end, Reason reason, String message) {
    for (TaskInfo task : tasks) {
      TaskStatus status = Statuses.refused(task, end, reason, message, state.stage.now());
      framework.send(Statuses.update(status));
    }
  }

  /** An operation that fails without an id fails without a word. */
  private static void drop(Framework framework, Operation operation, String message) {
    if (operation.hasId()) {
      OperationStatus status =
          OperationStatus.newBuilder()
              .setOperationId(operation.getId())
              .setState(OperationState.OPERATION_ERROR)
              .setMessage(message)
              .build();
      framework.send(
          Event.newBuilder()
              .setType(Event.Type.UPDATE_OPERATION_STATUS)
              .setUpdateOperationStatus(Event.UpdateOperationStatus.newBuilder().setStatus(status))
              .build());
    }
  }

  /** What is on the table: the resources of the offers, less what was spent. */
  private static final class Bargain {

    private final Framework framework;
    private final Agent agent;
    private final Resource.AllocationInfo allocation;
    private Resources left;

    Bargain(Framework framework, Agent agent, Resource.AllocationInfo allocation, Resources left) {
      this.framework = framework;
      this.agent = agent;
      this.allocation = allocation;
      this.left = left;
    }

    Framework framework() {
      return framework;
    }

    Agent agent() {
      return agent;
    }

    Resources left() {
      return left;
    }

    void spend(Resources resources) {
      left = left.minus(resources);
    }

    /** The resources with the role of the offers, and with reservations in the current format. */
    List<Resource> allocate(List<Resource> resources) {
      return resources.stream().map(this::allocate).toList();
    }

    private Resource allocate(Resource resource) {
      Resource current = ReservationFormat.POST_REFINEMENT.convert(resource);
      return current.hasAllocationInfo()
          ? current
          : current.toBuilder().setAllocationInfo(allocation).build();
    }
  }
}
