package io.mesosjava.framework.scheduler;

import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.Filters;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What offers are accepted for: operations, carried out in the order in which they were added on
 * the resources of all the offers together. What is left over is declined. Nothing happens before
 * {@link #send()}. Not safe for use by several threads.
 */
public final class Acceptance {

  private final ReceivedOffer first;
  private final List<OfferID> offers = new ArrayList<>();
  private final List<Offer.Operation> operations = new ArrayList<>();
  private @Nullable Filters filters;

  Acceptance(ReceivedOffer first) {
    this.first = first;
    offers.add(first.id());
  }

  /**
   * Accepts {@code other} together with the first.
   *
   * @throws IllegalArgumentException if it is of another agent or subscription
   */
  public Acceptance and(ReceivedOffer other) {
    if (!other.agentId().equals(first.agentId()) || other.generation() != first.generation()) {
      throw new IllegalArgumentException(
          other + " (expected: an offer of the agent and subscription of " + first + ")");
    }
    offers.add(other.id());
    return this;
  }

  /** Launches tasks. Where one names no agent, the offer's is filled in. */
  public Acceptance launch(TaskInfo... tasks) {
    return launch(Arrays.asList(tasks));
  }

  /** Launches tasks. Where one names no agent, the offer's is filled in. */
  public Acceptance launch(Collection<TaskInfo> tasks) {
    Offer.Operation.Launch.Builder launch = Offer.Operation.Launch.newBuilder();
    tasks.forEach(task -> launch.addTaskInfos(here(task)));
    return add(
        Offer.Operation.newBuilder()
            .setType(Offer.Operation.Type.LAUNCH)
            .setLaunch(launch.buildPartial()));
  }

  /**
   * Launches tasks that live and die together. Where one names no agent, the offer's is filled in.
   */
  public Acceptance launchGroup(ExecutorInfo executor, Collection<TaskInfo> tasks) {
    TaskGroupInfo.Builder group = TaskGroupInfo.newBuilder();
    tasks.forEach(task -> group.addTasks(here(task)));
    return add(
        Offer.Operation.newBuilder()
            .setType(Offer.Operation.Type.LAUNCH_GROUP)
            .setLaunchGroup(
                Offer.Operation.LaunchGroup.newBuilder()
                    .setExecutor(executor)
                    .setTaskGroup(group.buildPartial())
                    .buildPartial()));
  }

  private TaskInfo here(TaskInfo task) {
    return task.hasAgentId() ? task : task.toBuilder().setAgentId(first.agentId()).buildPartial();
  }

  /** Reserves resources: they are as they shall be afterwards, with their reservations. */
  public Acceptance reserve(Collection<Resource> resources) {
    return add(
        Offer.Operation.newBuilder()
            .setType(Offer.Operation.Type.RESERVE)
            .setReserve(Offer.Operation.Reserve.newBuilder().addAllResources(resources)));
  }

  /** Gives reserved resources back. */
  public Acceptance unreserve(Collection<Resource> resources) {
    return add(
        Offer.Operation.newBuilder()
            .setType(Offer.Operation.Type.UNRESERVE)
            .setUnreserve(Offer.Operation.Unreserve.newBuilder().addAllResources(resources)));
  }

  /** Creates persistent volumes. */
  public Acceptance create(Collection<Resource> volumes) {
    return add(
        Offer.Operation.newBuilder()
            .setType(Offer.Operation.Type.CREATE)
            .setCreate(Offer.Operation.Create.newBuilder().addAllVolumes(volumes)));
  }

  /** Destroys persistent volumes. */
  public Acceptance destroy(Collection<Resource> volumes) {
    return add(
        Offer.Operation.newBuilder()
            .setType(Offer.Operation.Type.DESTROY)
            .setDestroy(Offer.Operation.Destroy.newBuilder().addAllVolumes(volumes)));
  }

  /** Any operation: one with an id, so that its state is told, or one that has no method here. */
  public Acceptance operation(Offer.Operation operation) {
    operations.add(Objects.requireNonNull(operation, "operation"));
    return this;
  }

  private Acceptance add(Offer.Operation.Builder operation) {
    operations.add(operation.buildPartial());
    return this;
  }

  /** What is left over is not offered again for {@code refusal}; 5 seconds unless set. */
  public Acceptance refuseRest(Duration refusal) {
    filters = SchedulerCalls.refuseFor(refusal);
    return this;
  }

  /**
   * Sends the call. Completed when the master has taken it; whether it can carry out the operations
   * is told by updates: of each task, and of operations that have an id.
   *
   * @throws IllegalArgumentException if something required is missing; the text names it
   */
  public CompletionStage<@Nullable Void> send() {
    return first.send(SchedulerCalls.accept(offers, operations, filters));
  }
}
