package io.mesosjava.framework.scheduler;

import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An offer, and the ways to answer it. It is good until it is answered, rescinded, or the
 * subscription in which it came ends; to answer it after that last fails at once, without anything
 * being sent, with a {@link io.mesosjava.client.CallNotSentException}.
 *
 * <pre>{@code
 * offer.accept().launch(task).send();
 * }</pre>
 */
public final class ReceivedOffer {

  private final Offer offer;
  private final long generation;
  private final BoundCalls calls;

  ReceivedOffer(Offer offer, long generation, BoundCalls calls) {
    this.offer = offer;
    this.generation = generation;
    this.calls = calls;
  }

  /** The offer as the master sent it. */
  public Offer offer() {
    return offer;
  }

  /** Its id. */
  public OfferID id() {
    return offer.getId();
  }

  /** The agent whose resources are offered. */
  public AgentID agentId() {
    return offer.getAgentId();
  }

  /** What is offered. */
  public List<Resource> resources() {
    return offer.getResourcesList();
  }

  /** The subscription in which it came. */
  public long generation() {
    return generation;
  }

  /** Begins to accept it: say what for, then {@link Acceptance#send()}. */
  public Acceptance accept() {
    return new Acceptance(this);
  }

  /**
   * Declines it; the same resources are not offered again for 5 seconds. Completed when the master
   * has taken the call.
   */
  public CompletionStage<@Nullable Void> decline() {
    return send(SchedulerCalls.decline(List.of(id())));
  }

  /** As {@link #decline()}, and the same resources are not offered again for {@code refusal}. */
  public CompletionStage<@Nullable Void> decline(Duration refusal) {
    Objects.requireNonNull(refusal, "refusal");
    return send(SchedulerCalls.decline(List.of(id()), SchedulerCalls.refuseFor(refusal)));
  }

  CompletionStage<@Nullable Void> send(io.mesosjava.v1.scheduler.Call call) {
    return calls.send(call, generation);
  }

  @Override
  public String toString() {
    return "ReceivedOffer[" + id().getValue() + " of " + offer.getHostname() + "]";
  }
}
