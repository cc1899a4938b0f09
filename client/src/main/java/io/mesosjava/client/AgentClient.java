package io.mesosjava.client;

import com.google.protobuf.ByteString;
import io.mesosjava.codec.Codec;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.agent.Call;
import io.mesosjava.v1.agent.ProcessIO;
import io.mesosjava.v1.agent.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A client of the operator API of one Mesos agent.
 *
 * <p>What only asks has a method that is named for it and returns its answer; what changes
 * something is made by {@link AgentCalls} and goes through {@link #send}.
 *
 * <p><b>Waiting calls.</b> WAIT_CONTAINER and WAIT_NESTED_CONTAINER are answered when the container
 * has ended. No {@link ClientBuilder#responseTimeout} applies to them, and each has a connection of
 * its own, which ends with it: cancel the stage, or interrupt the thread, to wait no longer.
 *
 * <p><b>Output</b> is a stream of {@link ProcessIO} messages: data of stdout and stderr, and a
 * control message, HEARTBEAT, every 30 seconds. {@link ClientBuilder#streamIdleTimeout} is 150
 * seconds, five of them.
 */
public final class AgentClient extends OperatorClient<Call, Response> {

  private static final OperatorApi<Call, Response> API =
      new OperatorApi<>(
          AgentCalls.RULES,
          Set.of(
              "LAUNCH_NESTED_CONTAINER_SESSION",
              "ATTACH_CONTAINER_INPUT",
              "ATTACH_CONTAINER_OUTPUT"),
          Set.of("WAIT_CONTAINER", "WAIT_NESTED_CONTAINER"),
          Response.getDefaultInstance());

  private static final Duration INPUT_HEARTBEAT = Duration.ofSeconds(30);

  private final Interceptors<Call, ProcessIO> interceptors;

  private AgentClient(Settings settings, Interceptors<Call, ProcessIO> interceptors) {
    super(new Subscriber(Api.AGENT, settings), API, interceptors);
    this.interceptors = interceptors;
  }

  /**
   * A builder of clients of the agent at {@code agent}, {@code http://host:port}. A path, if there
   * is one, is used as it is; the default is {@code /api/v1}.
   */
  public static Builder builder(URI agent) {
    return new Builder(agent);
  }

  private AgentClient(AgentClient other, CallOptions options) {
    super(other, options);
    this.interceptors = other.interceptors;
  }

  /**
   * This client, whose calls and streams have {@code options} where they have none of their own. It
   * is no other client: the connections are the same, calls keep their order among all of them, and
   * closing one closes both.
   */
  public AgentClient with(CallOptions options) {
    return new AgentClient(this, options);
  }

  /** A builder with the options of this client. What it builds is independent of this client. */
  public Builder toBuilder() {
    return new Builder(subscriber().settings(), interceptors);
  }

  /** GET_HEALTH. */
  public Response.GetHealth getHealth() throws IOException, InterruptedException {
    return read(AgentCalls.getHealth(), Response::getGetHealth);
  }

  /** As {@link #getHealth()}, without waiting. */
  public CompletionStage<Response.GetHealth> getHealthAsync() {
    return readAsync(AgentCalls.getHealth(), Response::getGetHealth);
  }

  /** GET_FLAGS: the flags that the server was started with. */
  public Response.GetFlags getFlags() throws IOException, InterruptedException {
    return read(AgentCalls.getFlags(), Response::getGetFlags);
  }

  /** As {@link #getFlags()}, without waiting. */
  public CompletionStage<Response.GetFlags> getFlagsAsync() {
    return readAsync(AgentCalls.getFlags(), Response::getGetFlags);
  }

  /** GET_VERSION. */
  public Response.GetVersion getVersion() throws IOException, InterruptedException {
    return read(AgentCalls.getVersion(), Response::getGetVersion);
  }

  /** As {@link #getVersion()}, without waiting. */
  public CompletionStage<Response.GetVersion> getVersionAsync() {
    return readAsync(AgentCalls.getVersion(), Response::getGetVersion);
  }

  /** GET_METRICS: those that are there within {@code timeout}; without one, all. */
  public Response.GetMetrics getMetrics(@Nullable Duration timeout)
      throws IOException, InterruptedException {
    return read(AgentCalls.getMetrics(timeout), Response::getGetMetrics);
  }

  /** As {@link #getMetrics(Duration)}, without waiting. */
  public CompletionStage<Response.GetMetrics> getMetricsAsync(@Nullable Duration timeout) {
    return readAsync(AgentCalls.getMetrics(timeout), Response::getGetMetrics);
  }

  /** GET_LOGGING_LEVEL. */
  public Response.GetLoggingLevel getLoggingLevel() throws IOException, InterruptedException {
    return read(AgentCalls.getLoggingLevel(), Response::getGetLoggingLevel);
  }

  /** As {@link #getLoggingLevel()}, without waiting. */
  public CompletionStage<Response.GetLoggingLevel> getLoggingLevelAsync() {
    return readAsync(AgentCalls.getLoggingLevel(), Response::getGetLoggingLevel);
  }

  /** LIST_FILES of a directory; of a file there are none. */
  public Response.ListFiles listFiles(String path) throws IOException, InterruptedException {
    return read(AgentCalls.listFiles(path), Response::getListFiles);
  }

  /** As {@link #listFiles(String)}, without waiting. */
  public CompletionStage<Response.ListFiles> listFilesAsync(String path) {
    return readAsync(AgentCalls.listFiles(path), Response::getListFiles);
  }

  /** READ_FILE; see {@link AgentCalls#readFile(String, long, Long)}. */
  public Response.ReadFile readFile(String path, long offset, @Nullable Long length)
      throws IOException, InterruptedException {
    return read(AgentCalls.readFile(path, offset, length), Response::getReadFile);
  }

  /** As {@link #readFile(String, long, Long)}, without waiting. */
  public CompletionStage<Response.ReadFile> readFileAsync(
      String path, long offset, @Nullable Long length) {
    return readAsync(AgentCalls.readFile(path, offset, length), Response::getReadFile);
  }

  /** GET_STATE: tasks, executors and frameworks at one moment. */
  public Response.GetState getState() throws IOException, InterruptedException {
    return read(AgentCalls.getState(), Response::getGetState);
  }

  /** As {@link #getState()}, without waiting. */
  public CompletionStage<Response.GetState> getStateAsync() {
    return readAsync(AgentCalls.getState(), Response::getGetState);
  }

  /** GET_CONTAINERS: of executors, and nested and standalone ones if they are wanted. */
  public Response.GetContainers getContainers(boolean nested, boolean standalone)
      throws IOException, InterruptedException {
    return read(AgentCalls.getContainers(nested, standalone), Response::getGetContainers);
  }

  /** As {@link #getContainers(boolean, boolean)}, without waiting. */
  public CompletionStage<Response.GetContainers> getContainersAsync(
      boolean nested, boolean standalone) {
    return readAsync(AgentCalls.getContainers(nested, standalone), Response::getGetContainers);
  }

  /** GET_FRAMEWORKS. */
  public Response.GetFrameworks getFrameworks() throws IOException, InterruptedException {
    return read(AgentCalls.getFrameworks(), Response::getGetFrameworks);
  }

  /** As {@link #getFrameworks()}, without waiting. */
  public CompletionStage<Response.GetFrameworks> getFrameworksAsync() {
    return readAsync(AgentCalls.getFrameworks(), Response::getGetFrameworks);
  }

  /** GET_EXECUTORS. */
  public Response.GetExecutors getExecutors() throws IOException, InterruptedException {
    return read(AgentCalls.getExecutors(), Response::getGetExecutors);
  }

  /** As {@link #getExecutors()}, without waiting. */
  public CompletionStage<Response.GetExecutors> getExecutorsAsync() {
    return readAsync(AgentCalls.getExecutors(), Response::getGetExecutors);
  }

  /** GET_OPERATIONS. */
  public Response.GetOperations getOperations() throws IOException, InterruptedException {
    return read(AgentCalls.getOperations(), Response::getGetOperations);
  }

  /** As {@link #getOperations()}, without waiting. */
  public CompletionStage<Response.GetOperations> getOperationsAsync() {
    return readAsync(AgentCalls.getOperations(), Response::getGetOperations);
  }

  /** GET_TASKS. */
  public Response.GetTasks getTasks() throws IOException, InterruptedException {
    return read(AgentCalls.getTasks(), Response::getGetTasks);
  }

  /** As {@link #getTasks()}, without waiting. */
  public CompletionStage<Response.GetTasks> getTasksAsync() {
    return readAsync(AgentCalls.getTasks(), Response::getGetTasks);
  }

  /** GET_AGENT. */
  public Response.GetAgent getAgent() throws IOException, InterruptedException {
    return read(AgentCalls.getAgent(), Response::getGetAgent);
  }

  /** As {@link #getAgent()}, without waiting. */
  public CompletionStage<Response.GetAgent> getAgentAsync() {
    return readAsync(AgentCalls.getAgent(), Response::getGetAgent);
  }

  /** GET_RESOURCE_PROVIDERS. */
  public Response.GetResourceProviders getResourceProviders()
      throws IOException, InterruptedException {
    return read(AgentCalls.getResourceProviders(), Response::getGetResourceProviders);
  }

  /** As {@link #getResourceProviders()}, without waiting. */
  public CompletionStage<Response.GetResourceProviders> getResourceProvidersAsync() {
    return readAsync(AgentCalls.getResourceProviders(), Response::getGetResourceProviders);
  }

  /** WAIT_CONTAINER: how the container ended, when it has. */
  public Response.WaitContainer waitContainer(ContainerID container)
      throws IOException, InterruptedException {
    return read(AgentCalls.waitContainer(container), Response::getWaitContainer);
  }

  /** As {@link #waitContainer(ContainerID)}, without waiting. */
  public CompletionStage<Response.WaitContainer> waitContainerAsync(ContainerID container) {
    return readAsync(AgentCalls.waitContainer(container), Response::getWaitContainer);
  }

  /** WAIT_NESTED_CONTAINER, the older form of {@link #waitContainer}. */
  public Response.WaitNestedContainer waitNestedContainer(ContainerID container)
      throws IOException, InterruptedException {
    return read(waitNested(container), Response::getWaitNestedContainer);
  }

  /** As {@link #waitNestedContainer}, without waiting. */
  public CompletionStage<Response.WaitNestedContainer> waitNestedContainerAsync(
      ContainerID container) {
    return readAsync(waitNested(container), Response::getWaitNestedContainer);
  }

  private static Call waitNested(ContainerID container) {
    return AgentCalls.waitNestedContainer(
        Call.WaitNestedContainer.newBuilder().setContainerId(container).buildPartial());
  }

  /**
   * LAUNCH_NESTED_CONTAINER_SESSION: runs {@code command} in a new container inside that of an
   * executor (a standalone one does not do); the stream is its output. The container is destroyed
   * when the stream is closed.
   *
   * @param container its id, with that of its parent
   * @throws ApiException if the agent refused, or could not launch it
   * @throws CallNotSentException if there was no connection
   * @throws CallOutcomeUnknownException if the connection broke, or no answer came in time
   * @throws io.mesosjava.ProtocolException if the answer is not that of a Mesos agent
   * @throws InterruptedException if the thread is interrupted; the attempt is given up
   */
  public EventStream<ProcessIO> launchSession(
      ContainerID container, CommandInfo command, @Nullable ContainerInfo info)
      throws IOException, InterruptedException {
    return stream(
        StreamKind.CONTAINER_SESSION,
        AgentCalls.launchNestedContainerSession(container, command, info),
        ProcessIO.getDefaultInstance(),
        interceptors);
  }

  /** As {@link #launchSession}, without waiting. */
  public CompletionStage<EventStream<ProcessIO>> launchSessionAsync(
      ContainerID container, CommandInfo command, @Nullable ContainerInfo info) {
    return open(
        StreamKind.CONTAINER_SESSION,
        AgentCalls.launchNestedContainerSession(container, command, info),
        ProcessIO.getDefaultInstance(),
        interceptors);
  }

  /**
   * ATTACH_CONTAINER_OUTPUT: the output of a container that was launched with a terminal or as a
   * session. The stream ends in good order when the container does.
   *
   * @throws ApiException if the agent refused: 404 if it does not know the container, 500 if that
   *     was launched otherwise
   * @throws CallNotSentException if there was no connection
   * @throws CallOutcomeUnknownException if the connection broke, or no answer came in time
   * @throws io.mesosjava.ProtocolException if the answer is not that of a Mesos agent
   * @throws InterruptedException if the thread is interrupted; the attempt is given up
   */
  public EventStream<ProcessIO> attachContainerOutput(ContainerID container)
      throws IOException, InterruptedException {
    return stream(
        StreamKind.CONTAINER_OUTPUT,
        AgentCalls.attachContainerOutput(container),
        ProcessIO.getDefaultInstance(),
        interceptors);
  }

  /** As {@link #attachContainerOutput}, without waiting. */
  public CompletionStage<EventStream<ProcessIO>> attachContainerOutputAsync(ContainerID container) {
    return open(
        StreamKind.CONTAINER_OUTPUT,
        AgentCalls.attachContainerOutput(container),
        ProcessIO.getDefaultInstance(),
        interceptors);
  }

  /**
   * ATTACH_CONTAINER_INPUT: the standard input of a container that was launched with a terminal or
   * as a session. It is open when the request has begun; whether the agent takes it is told by
   * {@link ContainerInput#answer()}.
   *
   * @throws IllegalArgumentException if something required is missing; the text names it
   * @throws CallNotSentException if there was no connection, or no credentials
   * @throws InterruptedException if the thread is interrupted; the attempt is given up
   */
  public ContainerInput attachContainerInput(ContainerID container)
      throws IOException, InterruptedException {
    return subscriber().await(() -> input(container));
  }

  /** As {@link #attachContainerInput}, without waiting. */
  public CompletionStage<ContainerInput> attachContainerInputAsync(ContainerID container) {
    return input(container);
  }

  private CompletableFuture<ContainerInput> input(ContainerID container) {
    return interceptors.call(
        AgentCalls.attachContainerInput(container), options(), this::input, ContainerInput::close);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // What is ignored is that the input was closed.
  private CompletableFuture<ContainerInput> input(Call call, CallOptions its) {
    Codec codec = its.codecOr(codec());
    byte[] first = codec.encode(call);
    ProcessIO heartbeat = ContainerInput.heartbeat(INPUT_HEARTBEAT);
    ByteString record =
        ByteString.copyFrom(codec.encode(AgentCalls.attachContainerInput(heartbeat)));
    CompletableFuture<InputConnection> opening =
        caller().openInput(first, new InputConnection.Beat(record, INPUT_HEARTBEAT), its);
    CompletableFuture<ContainerInput> opened =
        opening.thenApply(connection -> new ContainerInput(connection, codec));
    opened.whenComplete(
        (input, problem) -> {
          if (opened.isCancelled()) {
            opening.thenAccept(unwanted -> unwanted.close("the attempt was given up"));
          }
        });
    return opened;
  }

  /** Builds an {@link AgentClient}. */
  public static final class Builder extends ClientBuilder<Call, ProcessIO, Builder> {

    private Builder(URI agent) {
      super(List.of(agent));
      streamIdleTimeout(Duration.ofSeconds(150));
    }

    private Builder(Settings settings, Interceptors<Call, ProcessIO> interceptors) {
      super(settings, interceptors);
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * A client with the options set so far. It connects when there is a call.
     *
     * @throws IllegalArgumentException if the agent's address cannot be used
     */
    public AgentClient build() {
      return new AgentClient(settings(), interceptors());
    }
  }
}
