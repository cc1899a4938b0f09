package io.mesosjava.testkit.agent;

import io.mesosjava.codec.Codec;
import io.mesosjava.recordio.RecordReader;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.Filters;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/** A scheduler of nothing but the JDK's HTTP client. Acknowledges what it reads. */
final class PlainScheduler implements AutoCloseable {

  private static final String PROTOBUF = "application/x-protobuf";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI endpoint;
  private final String streamId;
  private final RecordReader events;
  private final FrameworkID frameworkId;
  private final Deque<Offer> offers = new ArrayDeque<>();

  PlainScheduler(URI master, FrameworkInfo framework) throws IOException, InterruptedException {
    endpoint = master.resolve("/api/v1/scheduler");
    Call subscribe =
        Call.newBuilder()
            .setType(Call.Type.SUBSCRIBE)
            .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(framework))
            .build();
    HttpResponse<InputStream> stream =
        http.send(request(subscribe).build(), HttpResponse.BodyHandlers.ofInputStream());
    streamId = stream.headers().firstValue("Mesos-Stream-Id").orElseThrow();
    events = new RecordReader(stream.body());
    frameworkId = next(Event.Type.SUBSCRIBED).getSubscribed().getFrameworkId();
  }

  FrameworkID id() {
    return frameworkId;
  }

  /** Launches a task on the next offer. */
  void launch(TaskInfo.Builder task) throws IOException, InterruptedException {
    Offer offer = nextOffer();
    accept(
        offer,
        Offer.Operation.newBuilder()
            .setType(Offer.Operation.Type.LAUNCH)
            .setLaunch(
                Offer.Operation.Launch.newBuilder()
                    .addTaskInfos(task.setAgentId(offer.getAgentId()))));
  }

  /** Launches a group on the next offer; its tasks get the agent's id. */
  void launchGroup(ExecutorInfo executor, TaskGroupInfo group)
      throws IOException, InterruptedException {
    Offer offer = nextOffer();
    TaskGroupInfo.Builder placed = group.toBuilder();
    placed.getTasksBuilderList().forEach(task -> task.setAgentId(offer.getAgentId()));
    accept(
        offer,
        Offer.Operation.newBuilder()
            .setType(Offer.Operation.Type.LAUNCH_GROUP)
            .setLaunchGroup(
                Offer.Operation.LaunchGroup.newBuilder()
                    .setExecutor(executor)
                    .setTaskGroup(placed)));
  }

  /** The next offer that was not taken yet. */
  Offer nextOffer() throws IOException {
    if (offers.isEmpty()) {
      offers.addAll(next(Event.Type.OFFERS).getOffers().getOffersList());
    }
    return offers.remove();
  }

  /** Takes an offer, all operations at once. */
  void accept(Offer offer, Offer.Operation.Builder... operations)
      throws IOException, InterruptedException {
    send(
        Call.newBuilder()
            .setType(Call.Type.ACCEPT)
            .setAccept(
                Call.Accept.newBuilder()
                    .addOfferIds(offer.getId())
                    .addAllOperations(
                        Stream.of(operations).map(Offer.Operation.Builder::build).toList())
                    .setFilters(Filters.newBuilder().setRefuseSeconds(0))));
  }

  void kill(TaskID task) throws IOException, InterruptedException {
    send(Call.newBuilder().setType(Call.Type.KILL).setKill(Call.Kill.newBuilder().setTaskId(task)));
  }

  void teardown() throws IOException, InterruptedException {
    send(Call.newBuilder().setType(Call.Type.TEARDOWN));
  }

  /** The next update, which must have this state; acknowledged. */
  TaskStatus expect(TaskState state) throws IOException, InterruptedException {
    TaskStatus status = update();
    if (status.getState() != state) {
      throw new AssertionError("expected " + state + ", but was " + status);
    }
    return status;
  }

  /** The next update; acknowledged, if it wants to be. */
  TaskStatus update() throws IOException, InterruptedException {
    TaskStatus status = next(Event.Type.UPDATE).getUpdate().getStatus();
    if (!status.hasUuid()) {
      return status;
    }
    send(
        Call.newBuilder()
            .setType(Call.Type.ACKNOWLEDGE)
            .setAcknowledge(
                Call.Acknowledge.newBuilder()
                    .setAgentId(status.getAgentId())
                    .setTaskId(status.getTaskId())
                    .setUuid(status.getUuid())));
    return status;
  }

  /** The next update, which must be of this task and have this state; acknowledged. */
  TaskStatus expect(String task, TaskState state) throws IOException, InterruptedException {
    TaskStatus status = expect(state);
    if (!status.getTaskId().getValue().equals(task)) {
      throw new AssertionError("expected " + state + " of " + task + ", but was " + status);
    }
    return status;
  }

  /**
   * Reads on until an event of this type; offers on the way are kept until they are rescinded, and
   * an update before the failure that it follows from is too early.
   */
  Event next(Event.Type type) throws IOException {
    while (true) {
      byte[] record = events.read();
      if (record == null) {
        throw new AssertionError("the stream ended before " + type);
      }
      Event event = Event.parseFrom(record);
      offers.removeIf(offer -> offer.getId().equals(event.getRescind().getOfferId()));
      if (event.getType() == type) {
        return event;
      }
      if (type == Event.Type.FAILURE && event.getType() == Event.Type.UPDATE) {
        throw new AssertionError("expected " + type + ", but was " + event);
      }
      offers.addAll(event.getOffers().getOffersList());
    }
  }

  /** Makes a call, which must be accepted. */
  void send(Call.Builder call) throws IOException, InterruptedException {
    HttpRequest request =
        request(call.setFrameworkId(frameworkId).build())
            .header("Mesos-Stream-Id", streamId)
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 202) {
      throw new AssertionError(response.statusCode() + " " + response.body() + " to " + call);
    }
  }

  private HttpRequest.Builder request(Call call) {
    return HttpRequest.newBuilder(endpoint)
        .header("Content-Type", PROTOBUF)
        .header("Accept", PROTOBUF)
        .POST(HttpRequest.BodyPublishers.ofByteArray(Codec.protobuf().encode(call)));
  }

  @Override
  public void close() throws IOException {
    events.close();
  }
}
