package io.mesosjava.client;

import io.mesosjava.v1.ResourceProviderID;
import io.mesosjava.v1.ResourceProviderInfo;
import io.mesosjava.v1.resourceprovider.Call;
import io.mesosjava.v1.resourceprovider.Event;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A client of the resource provider API of one Mesos agent.
 *
 * <p>A client is immutable and may be used from any thread. It has one I/O thread, a daemon, on
 * which all its connections run.
 */
public final class ResourceProviderClient implements AutoCloseable {

  private final Subscriber subscriber;
  private final Interceptors<Call, Event> interceptors;

  private ResourceProviderClient(Settings settings, Interceptors<Call, Event> interceptors) {
    this.subscriber = new Subscriber(Api.RESOURCE_PROVIDER, settings);
    this.interceptors = interceptors;
  }

  /**
   * A builder of clients of the agent at {@code agent}, {@code http://host:port}. A path, if there
   * is one, is used as it is; the default is {@code /api/v1/resource_provider}.
   *
   * <p>Its {@link ClientBuilder#streamIdleTimeout} is zero: this API has no heartbeats.
   */
  public static Builder builder(URI agent) {
    return new Builder(agent);
  }

  /** A builder with the options of this client. What it builds is independent of this client. */
  public Builder toBuilder() {
    return new Builder(subscriber.settings(), interceptors);
  }

  /**
   * Subscribes and waits for the agent's answer. The first event is normally SUBSCRIBED. A provider
   * that has an id subscribes again under it.
   *
   * @throws IllegalArgumentException if something required is missing; the text names it
   * @throws ApiException if the agent refused
   * @throws CallNotSentException if there was no connection
   * @throws CallOutcomeUnknownException if a connection broke, or no answer came in time
   * @throws io.mesosjava.ProtocolException if the answer is not that of a Mesos agent
   * @throws InterruptedException if the thread is interrupted; the attempt is given up
   */
  public ResourceProviderSubscription subscribe(ResourceProviderInfo provider)
      throws IOException, InterruptedException {
    return subscribe(provider, CallOptions.none());
  }

  /** As {@link #subscribe(ResourceProviderInfo)}, with {@code options} for SUBSCRIBE and events. */
  public ResourceProviderSubscription subscribe(ResourceProviderInfo provider, CallOptions options)
      throws IOException, InterruptedException {
    return subscriber.await(() -> open(provider, options));
  }

  /**
   * Subscribes without waiting; the stage is completed as {@link #subscribe(ResourceProviderInfo)}
   * returns or throws.
   *
   * @throws IllegalArgumentException if something required is missing; the text names it
   */
  public CompletionStage<ResourceProviderSubscription> subscribeAsync(
      ResourceProviderInfo provider) {
    return subscribeAsync(provider, CallOptions.none());
  }

  /**
   * As {@link #subscribeAsync(ResourceProviderInfo)}, with {@code options} for SUBSCRIBE and its
   * events.
   */
  public CompletionStage<ResourceProviderSubscription> subscribeAsync(
      ResourceProviderInfo provider, CallOptions options) {
    return open(provider, options);
  }

  private CompletableFuture<ResourceProviderSubscription> open(
      ResourceProviderInfo provider, CallOptions options) {
    return interceptors.call(
        ResourceProviderCalls.subscribe(provider), options, this::open, EventStream::close);
  }

  private CompletableFuture<ResourceProviderSubscription> open(Call call, CallOptions options) {
    ResourceProviderInfo provider = call.getSubscribe().getResourceProviderInfo();
    ResourceProviderID id = provider.hasId() ? provider.getId() : null;
    return subscriber.open(
        subscriber.opening(StreamKind.RESOURCE_PROVIDER, call, options),
        pair -> new ResourceProviderSubscription(pair, interceptors, id));
  }

  /** Closes the subscriptions that this client opened, and ends its I/O thread. */
  @Override
  public void close() {
    subscriber.close();
  }

  @Override
  public String toString() {
    return "ResourceProviderClient[" + subscriber + "]";
  }

  /** Builds a {@link ResourceProviderClient}. */
  public static final class Builder extends ClientBuilder<Call, Event, Builder> {

    private Builder(URI agent) {
      super(List.of(agent));
      streamIdleTimeout(Duration.ZERO);
    }

    private Builder(Settings settings, Interceptors<Call, Event> interceptors) {
      super(settings, interceptors);
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * A client with the options set so far. It connects when it subscribes.
     *
     * @throws IllegalArgumentException if the agent's address cannot be used
     */
    public ResourceProviderClient build() {
      return new ResourceProviderClient(settings(), interceptors());
    }
  }
}
