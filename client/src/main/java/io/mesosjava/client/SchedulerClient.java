package io.mesosjava.client;

import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A client of the scheduler API of Mesos masters, of which one leads.
 *
 * <pre>{@code
 * try (SchedulerClient client = SchedulerClient.builder(URI.create("http://master:5050")).build();
 *     SchedulerSubscription subscription = client.subscribe(framework)) {
 *   ...
 * }
 * }</pre>
 *
 * <p><b>The leader.</b> A client may be given several masters. SUBSCRIBE is made at one after
 * another, as long as a master cannot be reached, answers that it cannot serve now (404, 429, 503)
 * or redirects to the one that leads (see {@link ClientBuilder#maxRedirects}). The one that took it
 * is asked first the next time, and so is one that an answer to a call named as the leader. When
 * each was asked once, {@link NoLeaderException} says what each said; the client does not ask again
 * by itself.
 *
 * <p>A client is immutable and may be used from any thread. It has one I/O thread, a daemon, on
 * which all its connections run.
 */
public final class SchedulerClient implements AutoCloseable {

  private final Subscriber subscriber;
  private final Interceptors<Call, Event> interceptors;

  private SchedulerClient(Settings settings, Interceptors<Call, Event> interceptors) {
    this.subscriber = new Subscriber(Api.SCHEDULER, settings);
    this.interceptors = interceptors;
  }

  /**
   * A builder of clients of the masters at {@code master} and {@code others}, {@code
   * http://host:port} or another {@linkplain ClientBuilder form of address}. A path, if there is
   * one, is used as it is; the default is {@code /api/v1/scheduler}.
   */
  public static Builder builder(URI master, URI... others) {
    List<URI> masters = new ArrayList<>(List.of(others));
    masters.add(0, Objects.requireNonNull(master, "master"));
    return builder(masters);
  }

  /**
   * As {@link #builder(URI, URI...)}, of all of {@code masters}, at least one; they are asked in
   * this order.
   */
  public static Builder builder(List<URI> masters) {
    return new Builder(masters);
  }

  /** A builder with the options of this client. What it builds is independent of this client. */
  public Builder toBuilder() {
    return new Builder(subscriber.settings(), interceptors);
  }

  /** As {@link #subscribe(Call.Subscribe)} with nothing but {@code framework}. */
  public SchedulerSubscription subscribe(FrameworkInfo framework)
      throws IOException, InterruptedException {
    return subscribe(subscribeOf(framework));
  }

  /**
   * Subscribes and waits for the master's answer. The first event is normally SUBSCRIBED; a master
   * that refuses the framework's info accepts the subscription, sends ERROR and ends it.
   *
   * <p>A framework that has an id subscribes again under it: the master replaces its earlier
   * subscription, if there is one.
   *
   * @throws IllegalArgumentException if something required is missing; the text names it
   * @throws ApiException if the master refused
   * @throws NoLeaderException if each of several masters refused or could not be reached
   * @throws CallNotSentException if there was no connection
   * @throws CallOutcomeUnknownException if a connection broke, or no answer came in time
   * @throws io.mesosjava.ProtocolException if the answer is not that of a Mesos master
   * @throws InterruptedException if the thread is interrupted; the attempt is given up
   */
  public SchedulerSubscription subscribe(Call.Subscribe subscribe)
      throws IOException, InterruptedException {
    return subscribe(subscribe, CallOptions.none());
  }

  /** As {@link #subscribe(Call.Subscribe)}, with {@code options} for SUBSCRIBE and its events. */
  public SchedulerSubscription subscribe(Call.Subscribe subscribe, CallOptions options)
      throws IOException, InterruptedException {
    return subscriber.await(() -> open(subscribe, options));
  }

  /** As {@link #subscribeAsync(Call.Subscribe)} with nothing but {@code framework}. */
  public CompletionStage<SchedulerSubscription> subscribeAsync(FrameworkInfo framework) {
    return subscribeAsync(subscribeOf(framework));
  }

  /**
   * Subscribes without waiting; the stage is completed as {@link #subscribe(Call.Subscribe)}
   * returns or throws.
   *
   * @throws IllegalArgumentException if something required is missing; the text names it
   */
  public CompletionStage<SchedulerSubscription> subscribeAsync(Call.Subscribe subscribe) {
    return subscribeAsync(subscribe, CallOptions.none());
  }

  /**
   * As {@link #subscribeAsync(Call.Subscribe)}, with {@code options} for SUBSCRIBE and its events.
   */
  public CompletionStage<SchedulerSubscription> subscribeAsync(
      Call.Subscribe subscribe, CallOptions options) {
    return open(subscribe, options);
  }

  private CompletableFuture<SchedulerSubscription> open(
      Call.Subscribe subscribe, CallOptions options) {
    return interceptors.call(
        SchedulerCalls.subscribe(subscribe), options, this::open, EventStream::close);
  }

  private CompletableFuture<SchedulerSubscription> open(Call call, CallOptions options) {
    FrameworkInfo framework = call.getSubscribe().getFrameworkInfo();
    FrameworkID id = hasId(framework) ? framework.getId() : null;
    return subscriber.open(
        subscriber.opening(StreamKind.SCHEDULER, call, options),
        pair -> new SchedulerSubscription(pair, interceptors, id));
  }

  private static boolean hasId(FrameworkInfo framework) {
    return framework.hasId() && !framework.getId().getValue().isEmpty();
  }

  private static Call.Subscribe subscribeOf(FrameworkInfo framework) {
    // Whether the info is complete is checked when it is encoded, with the rest.
    return Call.Subscribe.newBuilder().setFrameworkInfo(framework).buildPartial();
  }

  /**
   * Whether the calling thread is this client's I/O thread, on which stages are completed and
   * listeners called: it must not wait for what the client does.
   */
  public boolean isIoThread() {
    return subscriber.transport().isIoThread();
  }

  /** Closes the subscriptions that this client opened, and ends its I/O thread. */
  @Override
  public void close() {
    subscriber.close();
  }

  @Override
  public String toString() {
    return "SchedulerClient[" + subscriber + "]";
  }

  /** Builds a {@link SchedulerClient}. */
  public static final class Builder extends ClientBuilder<Call, Event, Builder> {

    private Builder(List<URI> masters) {
      super(masters);
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
     * @throws IllegalArgumentException if a master's address or a file of {@link TlsOptions} cannot
     *     be used
     */
    public SchedulerClient build() {
      return new SchedulerClient(settings(), interceptors());
    }
  }
}
