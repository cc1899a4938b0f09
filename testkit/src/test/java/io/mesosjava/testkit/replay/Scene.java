package io.mesosjava.testkit.replay;

import static io.mesosjava.testkit.Endpoint.AGENT_OPERATOR;
import static io.mesosjava.testkit.Endpoint.MASTER_OPERATOR;
import static io.mesosjava.testkit.Endpoint.SCHEDULER;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cluster in the state that a case asks for, and the framework that is in it. */
final class Scene implements AutoCloseable {

  private static final Pattern TORN_DOWN =
      Pattern.compile("framework \\$\\{framework_id} = (\\S+) was torn down");

  private static final String CAPABILITIES =
      "[{'type':'MULTI_ROLE'},{'type':'RESERVATION_REFINEMENT'},"
          + "{'type':'PARTITION_AWARE'},{'type':'TASK_KILLING_STATE'}]";

  private final EmbeddedCluster cluster;
  private final Placeholders values = new Placeholders();
  private final List<HttpClientConnection> connections = new ArrayList<>();
  private final List<EventTap> taps = new ArrayList<>();
  private final List<String> streamIds = new ArrayList<>();
  private final AgentScene agent = new AgentScene(this);
  private int barriers;

  Scene(String circumstances) {
    cluster = cluster(circumstances).launch();
    String id = cluster.agents().get(0).id();
    values.set("master_id", id.substring(0, id.length() - "-S0".length()));
    values.set("agent_id", id);
    values.set("master", cluster.master().getAuthority());
    values.set("agent", cluster.agents().get(0).uri().getAuthority());
  }

  /** Who is asked in cases of an area. */
  URI server(String area) {
    boolean agents = area.equals("executor") || area.equals("agent");
    return agents ? cluster.agents().get(0).uri() : cluster.master();
  }

  private static EmbeddedCluster.Builder cluster(String circumstances) {
    EmbeddedCluster.Builder builder = EmbeddedCluster.builder();
    if (circumstances.equals("auth")) {
      builder
          .credential("alice", "secret1")
          .credential("bob", "a:b")
          .credential("carol", "secret2");
      builder.authenticate(SCHEDULER, MASTER_OPERATOR, AGENT_OPERATOR);
    }
    return builder;
  }

  EmbeddedCluster cluster() {
    return cluster;
  }

  Placeholders values() {
    return values;
  }

  /** Brings the cluster into the state called {@code circumstances}. */
  void arrange(String circumstances) throws IOException, InterruptedException {
    switch (circumstances) {
      case "cluster", "auth" -> {
        // It is one.
      }
      case "no-leader" -> cluster.deposeLeader();
      case "subscribed", "offer" -> subscribe("");
      case "subscribed-fresh" -> {
        subscribe("");
        decline(3600);
      }
      case "offer-declined" -> {
        subscribe("");
        decline(0);
      }
      case "superseded" -> {
        subscribe("");
        subscribe("'framework_id':{'value':'${framework_id}'},");
      }
      case "disconnected" -> {
        subscribe("");
        connections.get(0).close();
      }
      case "removed" -> {
        subscribe("");
        call("{'type':'TEARDOWN','framework_id':{'value':'${framework_id}'}}");
      }
      case "agent-recovering" -> agent.restartAgent();
      case "container" -> agent.runContainer();
      case "executor-launched" -> agent.launchExecutor();
      case "executor-subscribed" -> {
        agent.launchExecutor();
        agent.subscribeExecutor();
      }
      default -> throw new IllegalArgumentException("cannot arrange: " + circumstances);
    }
  }

  /** Makes true what the text of {@code precondition} says beyond its first word. */
  void adjust(String precondition) throws IOException {
    if (precondition.contains("is the id of the first stream")) {
      values.set("stream_id", streamIds.get(0));
    } else if (precondition.contains("is the id of the second stream")) {
      values.set("stream_id", streamIds.get(1));
    }
    Matcher tornDown = TORN_DOWN.matcher(precondition);
    if (tornDown.find()) {
      operator(
          "{'type':'TEARDOWN','teardown':{'framework_id':{'value':'" + tornDown.group(1) + "'}}}");
    }
  }

  private void operator(String call) throws IOException {
    try (HttpClientConnection connection = new HttpClientConnection(cluster.master())) {
      byte[] body = call.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("Content-Type", "application/json");
      headers.put("Content-Length", Integer.toString(body.length));
      connection.send("POST /api/v1 HTTP/1.1", headers, body);
      connection.receive();
    }
  }

  private void subscribe(String id) throws IOException, InterruptedException {
    subscribe(id, "");
  }

  /**
   * Opens an event stream.
   *
   * @param id the member {@code framework_id} with a comma, or nothing
   * @param further members of the framework's info, each with a comma
   */
  void subscribe(String id, String further) throws IOException, InterruptedException {
    String inner = id.replace("'framework_id'", "'id'");
    String call =
        "{'type':'SUBSCRIBE',"
            + id
            + "'subscribe':{'framework_info':{"
            + inner
            + further
            + "'user':'root','name':'conf','roles':['conf'],'failover_timeout':3600,"
            + "'capabilities':"
            + CAPABILITIES
            + "}}}";
    HttpClientConnection connection = connect();
    send(connection, call, false);
    HttpBytes answer = connection.receive();
    values.set("stream_id", answer.headers().getOrDefault("mesos-stream-id", ""));
    streamIds.add(values.value("stream_id"));
    EventTap tap =
        new EventTap(connection, Codec.json().decoder((Message) Event.getDefaultInstance()));
    taps.add(tap);
    Event subscribed = take(tap, Event.Type.SUBSCRIBED);
    values.set("framework_id", subscribed.getSubscribed().getFrameworkId().getValue());
    Event offers = take(tap, Event.Type.OFFERS);
    values.set("offer_id", offers.getOffers().getOffers(0).getId().getValue());
  }

  private static Event take(EventTap tap, Event.Type type) throws InterruptedException {
    return (Event) tap.take(message -> ((Event) message).getType() == type);
  }

  private void decline(int seconds) throws IOException {
    call(
        "{'type':'DECLINE','framework_id':{'value':'${framework_id}'},"
            + "'decline':{'offer_ids':[{'value':'${offer_id}'}],'filters':{'refuse_seconds':"
            + seconds
            + "}}}");
  }

  /** Makes a call of the framework. */
  void call(String call) throws IOException {
    try (HttpClientConnection connection = new HttpClientConnection(cluster.master())) {
      send(connection, call, true);
      connection.receive();
    }
  }

  private void send(HttpClientConnection connection, String call, boolean withId)
      throws IOException {
    byte[] body = values.fill(call.replace('\'', '"')).getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Content-Length", Integer.toString(body.length));
    if (withId) {
      headers.put("Mesos-Stream-Id", values.value("stream_id"));
    }
    connection.send("POST /api/v1/scheduler HTTP/1.1", headers, body);
  }

  HttpClientConnection connect() throws IOException {
    return connect(cluster.master());
  }

  HttpClientConnection connect(URI server) throws IOException {
    HttpClientConnection connection = new HttpClientConnection(server);
    connections.add(connection);
    return connection;
  }

  /** Waits for an update with a state, and acknowledges it. */
  TaskStatus await(TaskState state) throws IOException, InterruptedException {
    Event event =
        (Event)
            taps.get(taps.size() - 1)
                .take(message -> ((Event) message).getUpdate().getStatus().getState() == state);
    acknowledge(event.getUpdate().getStatus());
    return event.getUpdate().getStatus();
  }

  /**
   * What the framework has heard but heartbeats and offers; updates are acknowledged.
   *
   * @param count how many to wait for at least
   */
  List<Event> events(int count) throws IOException, InterruptedException {
    EventTap tap = taps.get(taps.size() - 1);
    List<Event> events = new ArrayList<>();
    while (events.size() < count) {
      Event event = (Event) tap.take(Scene::counts);
      events.add(event);
      acknowledge(event.getUpdate().getStatus());
    }
    String barrier = "barrier-" + barriers++;
    call(
        "{'type':'RECONCILE','framework_id':{'value':'${framework_id}'},"
            + "'reconcile':{'tasks':[{'task_id':{'value':'"
            + barrier
            + "'}}]}}");
    if (!tap.isEnded()) {
      tap.take(message -> task(message).equals(barrier));
    }
    tap.drain().stream().filter(Scene::counts).map(Event.class::cast).forEach(events::add);
    return events;
  }

  private static String task(Message message) {
    return ((Event) message).getUpdate().getStatus().getTaskId().getValue();
  }

  private static boolean counts(Message message) {
    Event.Type type = ((Event) message).getType();
    return type != Event.Type.HEARTBEAT && type != Event.Type.OFFERS;
  }

  private void acknowledge(TaskStatus status) throws IOException {
    if (status.hasUuid()) {
      ByteString uuid = status.getUuid();
      call(
          "{'type':'ACKNOWLEDGE','framework_id':{'value':'${framework_id}'},'acknowledge':{"
              + "'agent_id':{'value':'${agent_id}'},'task_id':{'value':'"
              + status.getTaskId().getValue()
              + "'},'uuid':'"
              + Base64.getEncoder().encodeToString(uuid.toByteArray())
              + "'}}");
    }
  }

  boolean hasFramework() {
    return !taps.isEmpty();
  }

  @Override
  public void close() throws IOException {
    for (HttpClientConnection connection : connections) {
      connection.close();
    }
    cluster.close();
  }
}
