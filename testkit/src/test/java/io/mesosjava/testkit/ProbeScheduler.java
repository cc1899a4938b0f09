package io.mesosjava.testkit;

import io.mesosjava.codec.Codec;
import io.mesosjava.recordio.RecordReader;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** A scheduler of the JDK's HTTP client, which does one thing at a time and nothing by itself. */
final class ProbeScheduler implements AutoCloseable {

  static final FrameworkInfo FRAMEWORK =
      FrameworkInfo.newBuilder()
          .setUser("somebody")
          .setName("probe")
          .setFailoverTimeout(3600)
          .setCheckpoint(true)
          .addRoles("test")
          .addCapabilities(
              FrameworkInfo.Capability.newBuilder()
                  .setType(FrameworkInfo.Capability.Type.MULTI_ROLE))
          .build();

  private static final String PROTOBUF = "application/x-protobuf";

  private final HttpClient http;
  private final String authorization;
  private final URI endpoint;
  private final FrameworkID id;
  private final String streamId;
  private final RecordReader events;
  private final Deque<Offer> offers = new ArrayDeque<>();

  /** Subscribes. A framework with an id comes back. */
  ProbeScheduler(URI master, FrameworkInfo framework) throws IOException, InterruptedException {
    this(HttpClient.newBuilder(), "", master, framework);
  }

  /** As an HTTP client that may be one of TLS, and with a value for {@code Authorization}. */
  ProbeScheduler(
      HttpClient.Builder client, String authorization, URI master, FrameworkInfo framework)
      throws IOException, InterruptedException {
    http = client.version(HttpClient.Version.HTTP_1_1).build();
    this.authorization = authorization;
    endpoint = master.resolve("/api/v1/scheduler");
    Call.Builder subscribe =
        Call.newBuilder()
            .setType(Call.Type.SUBSCRIBE)
            .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(framework));
    if (framework.hasId()) {
      subscribe.setFrameworkId(framework.getId());
    }
    HttpResponse<InputStream> stream =
        http.send(request(subscribe.build()).build(), BodyHandlers.ofInputStream());
    if (stream.statusCode() != 200) {
      throw new IOException("SUBSCRIBE: " + stream.statusCode());
    }
    streamId = stream.headers().firstValue("Mesos-Stream-Id").orElseThrow();
    events = new RecordReader(stream.body());
    id = next(Event.Type.SUBSCRIBED).getSubscribed().getFrameworkId();
  }

  FrameworkID id() {
    return id;
  }

  /** Reads on until an event of this type; offers on the way are kept. */
  Event next(Event.Type type) throws IOException {
    while (true) {
      byte[] record = events.read();
      if (record == null) {
        throw new IOException("the stream ended before " + type);
      }
      Event event = Event.parseFrom(record);
      offers.addAll(event.getOffers().getOffersList());
      if (event.getType() == type) {
        return event;
      }
    }
  }

  /** The next event of any type. */
  Event next() throws IOException {
    byte[] record = events.read();
    if (record == null) {
      throw new IOException("the stream ended");
    }
    return Event.parseFrom(record);
  }

  /** Reads on until there is an offer that was not taken. */
  void awaitOffer() throws IOException {
    if (offers.isEmpty()) {
      next(Event.Type.OFFERS);
    }
  }

  /** The next offer that was not taken. */
  Offer offer() throws IOException {
    awaitOffer();
    return offers.remove();
  }

  /** Launches a task on the next offer. */
  void launch(String task, String command) throws IOException {
    launch(
        offer(),
        TaskInfo.newBuilder()
            .setName(task)
            .setTaskId(TaskID.newBuilder().setValue(task))
            .setCommand(CommandInfo.newBuilder().setValue(command)));
  }

  /** Launches a task with a few resources on an offer. */
  void launch(Offer offer, TaskInfo.Builder task) throws IOException {
    TaskInfo.Builder info =
        task.setAgentId(offer.getAgentId())
            .addResources(scalar("cpus", 0.1))
            .addResources(scalar("mem", 32));
    Offer.Operation launch =
        Offer.Operation.newBuilder()
            .setType(Offer.Operation.Type.LAUNCH)
            .setLaunch(Offer.Operation.Launch.newBuilder().addTaskInfos(info))
            .build();
    send(
        Call.newBuilder()
            .setType(Call.Type.ACCEPT)
            .setAccept(Call.Accept.newBuilder().addOfferIds(offer.getId()).addOperations(launch)));
  }

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }

  /** The next update; not acknowledged. */
  TaskStatus update() throws IOException {
    return next(Event.Type.UPDATE).getUpdate().getStatus();
  }

  /** The next update, which must have this state; acknowledged. */
  TaskStatus expect(TaskState state) throws IOException {
    TaskStatus status = update();
    if (status.getState() != state) {
      throw new AssertionError("expected " + state + ", but was " + status);
    }
    acknowledge(status);
    return status;
  }

  void acknowledge(TaskStatus status) throws IOException {
    send(
        Call.newBuilder()
            .setType(Call.Type.ACKNOWLEDGE)
            .setAcknowledge(
                Call.Acknowledge.newBuilder()
                    .setAgentId(status.getAgentId())
                    .setTaskId(status.getTaskId())
                    .setUuid(status.getUuid())));
  }

  void reconcile() throws IOException {
    send(
        Call.newBuilder()
            .setType(Call.Type.RECONCILE)
            .setReconcile(Call.Reconcile.getDefaultInstance()));
  }

  void send(Call.Builder call) throws IOException {
    int status = status(call);
    if (status != 202) {
      throw new IOException(call.getType() + ": " + status);
    }
  }

  int status(Call.Builder call) {
    return sending(call).join();
  }

  /** Sends a call and does not wait for the status of the answer. */
  CompletableFuture<Integer> sending(Call.Builder call) {
    HttpRequest request =
        request(call.setFrameworkId(id).build()).header("Mesos-Stream-Id", streamId).build();
    return http.sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
  }

  private HttpRequest.Builder request(Call call) {
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return request
        .header("Content-Type", PROTOBUF)
        .header("Accept", PROTOBUF)
        .POST(HttpRequest.BodyPublishers.ofByteArray(Codec.protobuf().encode(call)));
  }

  /** The same framework, to come back as. */
  FrameworkInfo framework() {
    return FRAMEWORK.toBuilder().setId(id).build();
  }

  @Override
  public void close() throws IOException {
    events.close();
  }
}
