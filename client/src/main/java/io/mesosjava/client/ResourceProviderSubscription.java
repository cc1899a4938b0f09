package io.mesosjava.client;

import io.mesosjava.v1.ResourceProviderID;
import io.mesosjava.v1.resourceprovider.Call;
import io.mesosjava.v1.resourceprovider.Event;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A resource provider's subscription with its agent.
 *
 * <p>Where a call has no {@code resource_provider_id}, {@link #resourceProviderId()} is filled in;
 * it is an {@link IllegalArgumentException} if that is not known yet.
 */
public final class ResourceProviderSubscription extends Subscription<Call, Event> {

  private final String streamId;
  private volatile @Nullable ResourceProviderID id;

  ResourceProviderSubscription(
      ConnectionPair pair,
      Interceptors<Call, Event> interceptors,
      @Nullable ResourceProviderID id) {
    super(pair, ResourceProviderCalls.RULES, Event.getDefaultInstance(), interceptors);
    this.streamId = Objects.requireNonNull(pair.streamId(), "streamId");
    this.id = id;
  }

  @Override
  void onEvent(Event event) {
    if (event.hasSubscribed()) {
      id = event.getSubscribed().getProviderId();
    }
  }

  /** What the agent calls this subscription; it goes with every call. */
  public String streamId() {
    return streamId;
  }

  /**
   * The provider's id: the one it subscribed with, or else the one in SUBSCRIBED once {@link
   * #next()} has given that event; null before.
   */
  public @Nullable ResourceProviderID resourceProviderId() {
    return id;
  }

  @Override
  Call withIds(Call call) {
    if (call.hasResourceProviderId()) {
      return call;
    }
    ResourceProviderID known = id;
    if (known == null) {
      throw new IllegalArgumentException(
          call.getType() + ": missing resource_provider_id, and SUBSCRIBED has not been taken yet");
    }
    return call.toBuilder().setResourceProviderId(known).buildPartial();
  }
}
