package io.mesosjava.framework.scheduler;

import io.mesosjava.client.OfferOperations;
import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.Filters;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.Resource;
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
    return operation(OfferOperations.launch(here(tasks)));
  }

  /**
   * Launches tasks that live and die together. Where one names no agent, the offer's is filled in.
   */
  public Acceptance launchGroup(ExecutorInfo executor, Collection<TaskInfo> tasks) {
    return operation(OfferOperations.launchGroup(executor, here(tasks)));
  }

  private List<TaskInfo> here(Collection<TaskInfo> tasks) {
    return tasks.stream()
        .map(
            task ->
                task.hasAgentId()
                    ? task
                    : task.toBuilder().setAgentId(first.agentId()).buildPartial())
        .toList();
  }

  /** Reserves resources: they are as they shall be afterwards, with their reservations. */
  public Acceptance reserve(Collection<Resource> resources) {
    return operation(OfferOperations.reserve(resources));
  }

  /** Gives reserved resources back. */
  public Acceptance unreserve(Collection<Resource> resources) {
    return operation(OfferOperations.unreserve(resources));
  }

  /** Creates persistent volumes. */
  public Acceptance create(Collection<Resource> volumes) {
    return operation(OfferOperations.create(volumes));
  }

  /** Destroys persistent volumes. */
  public Acceptance destroy(Collection<Resource> volumes) {
    return operation(OfferOperations.destroy(volumes));
  }

  /** Makes a persistent volume larger, by {@code addition} of the offered disk. */
  public Acceptance growVolume(Resource volume, Resource addition) {
    return operation(OfferOperations.growVolume(volume, addition));
  }

  /** Makes a persistent volume smaller, by so many MB. */
  public Acceptance shrinkVolume(Resource volume, double megabytes) {
    return operation(OfferOperations.shrinkVolume(volume, megabytes));
  }

  /**
   * Any operation, as {@link OfferOperations} makes them: one that has no method here, or one
   * {@linkplain OfferOperations#withId with an id}, so that updates tell what becomes of it.
   */
  public Acceptance operation(Offer.Operation operation) {
    operations.add(Objects.requireNonNull(operation, "operation"));
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
