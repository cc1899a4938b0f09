package io.mesosjava.framework.scheduler;

import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.v1.InverseOffer;
import io.mesosjava.v1.OfferID;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A request for resources back, and the ways to answer it; good as long as {@link ReceivedOffer}.
 */
public final class ReceivedInverseOffer {

  private final InverseOffer inverseOffer;
  private final long generation;
  private final BoundCalls calls;

  ReceivedInverseOffer(InverseOffer inverseOffer, long generation, BoundCalls calls) {
    this.inverseOffer = inverseOffer;
    this.generation = generation;
    this.calls = calls;
  }

  /** The inverse offer as the master sent it. */
  public InverseOffer inverseOffer() {
    return inverseOffer;
  }

  /** Its id. */
  public OfferID id() {
    return inverseOffer.getId();
  }

  /** The subscription in which it came. */
  public long generation() {
    return generation;
  }

  /** Says that the resources will be free in time. */
  public CompletionStage<@Nullable Void> accept() {
    return calls.send(SchedulerCalls.acceptInverseOffers(List.of(id()), null), generation);
  }

  /** Says that the resources will not be free in time. */
  public CompletionStage<@Nullable Void> decline() {
    return calls.send(SchedulerCalls.declineInverseOffers(List.of(id()), null), generation);
  }

  @Override
  public String toString() {
    return "ReceivedInverseOffer[" + id().getValue() + "]";
  }
}
