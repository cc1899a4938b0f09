package io.mesosjava.client;

import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.executor.Call;
import io.mesosjava.v1.executor.Event;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A client of the executor API of one Mesos agent.
 *
 * <pre>{@code
 * URI agent = URI.create("http://127.0.0.1:5051");
 * try (ExecutorClient client = ExecutorClient.builder(agent).build();
 *     ExecutorSubscription subscription = client.subscribe(framework, executor)) {
 *   ...
 * }
 * }</pre>
 *
 * <p>A client is immutable and may be used from any thread. It has one I/O thread, a daemon, on
 * which all its connections run.
 */
public final class ExecutorClient implements AutoCloseable {

  private final Subscriber subscriber;
  private final Interceptors<Call, Event> interceptors;

  private ExecutorClient(Settings settings, Interceptors<Call, Event> interceptors) {
    this.subscriber = new Subscriber(Api.EXECUTOR, settings);
    this.interceptors = interceptors;
  }

  /**
   * A builder of clients of the agent at {@code agent}, {@code http://host:port} or another
   * {@linkplain ClientBuilder form of address}. A path, if there is one, is used as it is; the
   * default is {@code /api/v1/executor}.
   *
   * <p>Unlike that of other clients, its {@link ClientBuilder#streamIdleTimeout} is zero: an agent
   * sends an executor no heartbeat for half an hour, and before Mesos 1.10 none at all.
   */
  public static Builder builder(URI agent) {
    return new Builder(agent);
  }

  /** A builder with the options of this client. What it builds is independent of this client. */
  public Builder toBuilder() {
    return new Builder(subscriber.settings(), interceptors);
  }

  /** As {@link #subscribe(FrameworkID, ExecutorID, Call.Subscribe)}, nothing being open. */
  public ExecutorSubscription subscribe(FrameworkID framework, ExecutorID executor)
      throws IOException, InterruptedException {
    return subscribe(framework, executor, Call.Subscribe.getDefaultInstance());
  }

  /**
   * Subscribes and waits for the agent's answer. The first event is normally SUBSCRIBED; an agent
   * that wants the executor to end sends SHUTDOWN and ends the stream.
   *
   * @param framework the framework that the executor belongs to
   * @param executor the executor's own id
   * @param subscribe the updates that the agent has not acknowledged, and the tasks of which it has
   *     acknowledged none
   * @throws IllegalArgumentException if something required is missing; the text names it
   * @throws ApiException if the agent refused; while it starts that is {@linkplain
   *     ApiException#isRetryable() retryable}
   * @throws CallNotSentException if there was no connection
   * @throws CallOutcomeUnknownException if a connection broke, or no answer came in time
   * @throws io.mesosjava.ProtocolException if the answer is not that of a Mesos agent
   * @throws InterruptedException if the thread is interrupted; the attempt is given up
   */
  public ExecutorSubscription subscribe(
      FrameworkID framework, ExecutorID executor, Call.Subscribe subscribe)
      throws IOException, InterruptedException {
    return subscribe(framework, executor, subscribe, CallOptions.none());
  }

  /**
   * As {@link #subscribe(FrameworkID, ExecutorID, Call.Subscribe)}, with {@code options} for
   * SUBSCRIBE and its events.
   */
  public ExecutorSubscription subscribe(
      FrameworkID framework, ExecutorID executor, Call.Subscribe subscribe, CallOptions options)
      throws IOException, InterruptedException {
    return subscriber.await(() -> open(framework, executor, subscribe, options));
  }

  /** As {@link #subscribeAsync(FrameworkID, ExecutorID, Call.Subscribe)}, nothing being open. */
  public CompletionStage<ExecutorSubscription> subscribeAsync(
      FrameworkID framework, ExecutorID executor) {
    return subscribeAsync(framework, executor, Call.Subscribe.getDefaultInstance());
  }

  /**
   * Subscribes without waiting; the stage is completed as {@link #subscribe(FrameworkID,
   * ExecutorID, Call.Subscribe)} returns or throws.
   *
   * @throws IllegalArgumentException if something required is missing; the text names it
   */
  public CompletionStage<ExecutorSubscription> subscribeAsync(
      FrameworkID framework, ExecutorID executor, Call.Subscribe subscribe) {
    return subscribeAsync(framework, executor, subscribe, CallOptions.none());
  }

  /**
   * As {@link #subscribeAsync(FrameworkID, ExecutorID, Call.Subscribe)}, with {@code options} for
   * SUBSCRIBE and its events.
   */
  public CompletionStage<ExecutorSubscription> subscribeAsync(
      FrameworkID framework, ExecutorID executor, Call.Subscribe subscribe, CallOptions options) {
    return open(framework, executor, subscribe, options);
  }

  private CompletableFuture<ExecutorSubscription> open(
      FrameworkID framework, ExecutorID executor, Call.Subscribe subscribe, CallOptions options) {
    Call call =
        ExecutorCalls.subscribe(subscribe).toBuilder()
            .setFrameworkId(framework)
            .setExecutorId(executor)
            .buildPartial();
    return interceptors.call(call, options, this::open, EventStream::close);
  }

  private CompletableFuture<ExecutorSubscription> open(Call call, CallOptions options) {
    return subscriber.open(
        subscriber.opening(StreamKind.EXECUTOR, call, options),
        pair ->
            new ExecutorSubscription(
                pair, interceptors, call.getFrameworkId(), call.getExecutorId()));
  }

  /** Closes the subscriptions that this client opened, and ends its I/O thread. */
  @Override
  public void close() {
    subscriber.close();
  }

  @Override
  public String toString() {
    return "ExecutorClient[" + subscriber + "]";
  }

  /** Builds an {@link ExecutorClient}. */
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
     * @throws IllegalArgumentException if the agent's address or a file of {@link TlsOptions}
     *     cannot be used
     */
    public ExecutorClient build() {
      return new ExecutorClient(settings(), interceptors());
    }
  }
}
