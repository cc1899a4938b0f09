package io.mesosjava.client;

import io.mesosjava.v1.master.Call;
import io.mesosjava.v1.master.Event;
import io.mesosjava.v1.master.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A client of the operator API of Mesos masters.
 *
 * <pre>{@code
 * try (MasterClient client = MasterClient.builder(URI.create("http://master:5050")).build()) {
 *   for (GetAgents.Agent agent : client.getAgents().getAgentsList()) {
 *     client.send(MasterCalls.deactivateAgent(agent.getAgentInfo().getId()));
 *   }
 * }
 * }</pre>
 *
 * <p>What only asks has a method that is named for it and returns its answer; what changes
 * something is made by {@link MasterCalls} and goes through {@link #send}. Calls go to the master
 * that leads: what a master answers that does not, or that is none yet, had no effect, and is asked
 * where that one says, or else of the next master given.
 */
public final class MasterClient extends OperatorClient<Call, Response> {

  private static final OperatorApi<Call, Response> API =
      new OperatorApi<>(
          MasterCalls.RULES, Set.of("SUBSCRIBE"), Set.of(), Response.getDefaultInstance());

  private final Interceptors<Call, Event> interceptors;

  private MasterClient(Settings settings, Interceptors<Call, Event> interceptors) {
    super(new Subscriber(Api.MASTER, settings), API, interceptors);
    this.interceptors = interceptors;
  }

  /**
   * A builder of clients of the masters at {@code master} and {@code others}, {@code
   * http://host:port}. A path, if there is one, is used as it is; the default is {@code /api/v1}.
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

  private MasterClient(MasterClient other, CallOptions options) {
    super(other, options);
    this.interceptors = other.interceptors;
  }

  /**
   * This client, whose calls and streams have {@code options} where they have none of their own. It
   * is no other client: the connections are the same, calls keep their order among all of them, and
   * closing one closes both.
   */
  public MasterClient with(CallOptions options) {
    return new MasterClient(this, options);
  }

  /** A builder with the options of this client. What it builds is independent of this client. */
  public Builder toBuilder() {
    return new Builder(subscriber().settings(), interceptors);
  }

  /**
   * SUBSCRIBE: the events of the cluster; SUBSCRIBED, the first, has its whole state. Waits for the
   * master's answer. A master serves 1000 such streams, and then ends the oldest.
   *
   * @throws ApiException if the master refused
   * @throws CallNotSentException if there was no connection
   * @throws CallOutcomeUnknownException if the connection broke, or no answer came in time
   * @throws io.mesosjava.ProtocolException if the answer is not that of a Mesos master
   * @throws InterruptedException if the thread is interrupted; the attempt is given up
   */
  public EventStream<Event> subscribe() throws IOException, InterruptedException {
    return stream(
        StreamKind.MASTER_EVENTS,
        MasterCalls.subscribe(),
        Event.getDefaultInstance(),
        interceptors);
  }

  /** As {@link #subscribe()}, without waiting. */
  public CompletionStage<EventStream<Event>> subscribeAsync() {
    return open(
        StreamKind.MASTER_EVENTS,
        MasterCalls.subscribe(),
        Event.getDefaultInstance(),
        interceptors);
  }

  /** GET_HEALTH. */
  public Response.GetHealth getHealth() throws IOException, InterruptedException {
    return read(MasterCalls.getHealth(), Response::getGetHealth);
  }

  /** As {@link #getHealth()}, without waiting. */
  public CompletionStage<Response.GetHealth> getHealthAsync() {
    return readAsync(MasterCalls.getHealth(), Response::getGetHealth);
  }

  /** GET_FLAGS: the flags that the server was started with. */
  public Response.GetFlags getFlags() throws IOException, InterruptedException {
    return read(MasterCalls.getFlags(), Response::getGetFlags);
  }

  /** As {@link #getFlags()}, without waiting. */
  public CompletionStage<Response.GetFlags> getFlagsAsync() {
    return readAsync(MasterCalls.getFlags(), Response::getGetFlags);
  }

  /** GET_VERSION. */
  public Response.GetVersion getVersion() throws IOException, InterruptedException {
    return read(MasterCalls.getVersion(), Response::getGetVersion);
  }

  /** As {@link #getVersion()}, without waiting. */
  public CompletionStage<Response.GetVersion> getVersionAsync() {
    return readAsync(MasterCalls.getVersion(), Response::getGetVersion);
  }

  /** GET_METRICS: those that are there within {@code timeout}; without one, all. */
  public Response.GetMetrics getMetrics(@Nullable Duration timeout)
      throws IOException, InterruptedException {
    return read(MasterCalls.getMetrics(timeout), Response::getGetMetrics);
  }

  /** As {@link #getMetrics(Duration)}, without waiting. */
  public CompletionStage<Response.GetMetrics> getMetricsAsync(@Nullable Duration timeout) {
    return readAsync(MasterCalls.getMetrics(timeout), Response::getGetMetrics);
  }

  /** GET_LOGGING_LEVEL. */
  public Response.GetLoggingLevel getLoggingLevel() throws IOException, InterruptedException {
    return read(MasterCalls.getLoggingLevel(), Response::getGetLoggingLevel);
  }

  /** As {@link #getLoggingLevel()}, without waiting. */
  public CompletionStage<Response.GetLoggingLevel> getLoggingLevelAsync() {
    return readAsync(MasterCalls.getLoggingLevel(), Response::getGetLoggingLevel);
  }

  /** LIST_FILES of a directory; of a file there are none. */
  public Response.ListFiles listFiles(String path) throws IOException, InterruptedException {
    return read(MasterCalls.listFiles(path), Response::getListFiles);
  }

  /** As {@link #listFiles(String)}, without waiting. */
  public CompletionStage<Response.ListFiles> listFilesAsync(String path) {
    return readAsync(MasterCalls.listFiles(path), Response::getListFiles);
  }

  /** READ_FILE; see {@link MasterCalls#readFile(String, long, Long)}. */
  public Response.ReadFile readFile(String path, long offset, @Nullable Long length)
      throws IOException, InterruptedException {
    return read(MasterCalls.readFile(path, offset, length), Response::getReadFile);
  }

  /** As {@link #readFile(String, long, Long)}, without waiting. */
  public CompletionStage<Response.ReadFile> readFileAsync(
      String path, long offset, @Nullable Long length) {
    return readAsync(MasterCalls.readFile(path, offset, length), Response::getReadFile);
  }

  /** GET_STATE: tasks, executors, frameworks and agents at one moment. */
  public Response.GetState getState() throws IOException, InterruptedException {
    return read(MasterCalls.getState(), Response::getGetState);
  }

  /** As {@link #getState()}, without waiting. */
  public CompletionStage<Response.GetState> getStateAsync() {
    return readAsync(MasterCalls.getState(), Response::getGetState);
  }

  /** GET_AGENTS. */
  public Response.GetAgents getAgents() throws IOException, InterruptedException {
    return read(MasterCalls.getAgents(), Response::getGetAgents);
  }

  /** As {@link #getAgents()}, without waiting. */
  public CompletionStage<Response.GetAgents> getAgentsAsync() {
    return readAsync(MasterCalls.getAgents(), Response::getGetAgents);
  }

  /** GET_FRAMEWORKS. */
  public Response.GetFrameworks getFrameworks() throws IOException, InterruptedException {
    return read(MasterCalls.getFrameworks(), Response::getGetFrameworks);
  }

  /** As {@link #getFrameworks()}, without waiting. */
  public CompletionStage<Response.GetFrameworks> getFrameworksAsync() {
    return readAsync(MasterCalls.getFrameworks(), Response::getGetFrameworks);
  }

  /** GET_EXECUTORS. */
  public Response.GetExecutors getExecutors() throws IOException, InterruptedException {
    return read(MasterCalls.getExecutors(), Response::getGetExecutors);
  }

  /** As {@link #getExecutors()}, without waiting. */
  public CompletionStage<Response.GetExecutors> getExecutorsAsync() {
    return readAsync(MasterCalls.getExecutors(), Response::getGetExecutors);
  }

  /** GET_OPERATIONS. */
  public Response.GetOperations getOperations() throws IOException, InterruptedException {
    return read(MasterCalls.getOperations(), Response::getGetOperations);
  }

  /** As {@link #getOperations()}, without waiting. */
  public CompletionStage<Response.GetOperations> getOperationsAsync() {
    return readAsync(MasterCalls.getOperations(), Response::getGetOperations);
  }

  /** GET_TASKS. */
  public Response.GetTasks getTasks() throws IOException, InterruptedException {
    return read(MasterCalls.getTasks(), Response::getGetTasks);
  }

  /** As {@link #getTasks()}, without waiting. */
  public CompletionStage<Response.GetTasks> getTasksAsync() {
    return readAsync(MasterCalls.getTasks(), Response::getGetTasks);
  }

  /** GET_ROLES. */
  public Response.GetRoles getRoles() throws IOException, InterruptedException {
    return read(MasterCalls.getRoles(), Response::getGetRoles);
  }

  /** As {@link #getRoles()}, without waiting. */
  public CompletionStage<Response.GetRoles> getRolesAsync() {
    return readAsync(MasterCalls.getRoles(), Response::getGetRoles);
  }

  /** GET_WEIGHTS. */
  public Response.GetWeights getWeights() throws IOException, InterruptedException {
    return read(MasterCalls.getWeights(), Response::getGetWeights);
  }

  /** As {@link #getWeights()}, without waiting. */
  public CompletionStage<Response.GetWeights> getWeightsAsync() {
    return readAsync(MasterCalls.getWeights(), Response::getGetWeights);
  }

  /** GET_MASTER: the master that answers, which is the one that leads. */
  public Response.GetMaster getMaster() throws IOException, InterruptedException {
    return read(MasterCalls.getMaster(), Response::getGetMaster);
  }

  /** As {@link #getMaster()}, without waiting. */
  public CompletionStage<Response.GetMaster> getMasterAsync() {
    return readAsync(MasterCalls.getMaster(), Response::getGetMaster);
  }

  /** GET_MAINTENANCE_STATUS. */
  public Response.GetMaintenanceStatus getMaintenanceStatus()
      throws IOException, InterruptedException {
    return read(MasterCalls.getMaintenanceStatus(), Response::getGetMaintenanceStatus);
  }

  /** As {@link #getMaintenanceStatus()}, without waiting. */
  public CompletionStage<Response.GetMaintenanceStatus> getMaintenanceStatusAsync() {
    return readAsync(MasterCalls.getMaintenanceStatus(), Response::getGetMaintenanceStatus);
  }

  /** GET_MAINTENANCE_SCHEDULE. */
  public Response.GetMaintenanceSchedule getMaintenanceSchedule()
      throws IOException, InterruptedException {
    return read(MasterCalls.getMaintenanceSchedule(), Response::getGetMaintenanceSchedule);
  }

  /** As {@link #getMaintenanceSchedule()}, without waiting. */
  public CompletionStage<Response.GetMaintenanceSchedule> getMaintenanceScheduleAsync() {
    return readAsync(MasterCalls.getMaintenanceSchedule(), Response::getGetMaintenanceSchedule);
  }

  /** GET_QUOTA. */
  public Response.GetQuota getQuota() throws IOException, InterruptedException {
    return read(MasterCalls.getQuota(), Response::getGetQuota);
  }

  /** As {@link #getQuota()}, without waiting. */
  public CompletionStage<Response.GetQuota> getQuotaAsync() {
    return readAsync(MasterCalls.getQuota(), Response::getGetQuota);
  }

  /** Builds a {@link MasterClient}. */
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
     * A client with the options set so far. It connects when there is a call.
     *
     * @throws IllegalArgumentException if a master's address cannot be used
     */
    public MasterClient build() {
      return new MasterClient(settings(), interceptors());
    }
  }
}
