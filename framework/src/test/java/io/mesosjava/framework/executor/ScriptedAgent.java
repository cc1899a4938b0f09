package io.mesosjava.framework.executor;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mesosjava.codec.Codec;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.executor.Call;
import io.mesosjava.v1.executor.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An agent that does what a test tells it to: for what the embedded cluster never does. */
final class ScriptedAgent implements AutoCloseable {

  /** What the agent does with SUBSCRIBE. */
  interface Script {
    void play(Stream stream) throws Exception;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<Call.Type, BlockingQueue<Received>> calls = new ConcurrentHashMap<>();
  private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
  private final Script script;
  private volatile boolean closed;
  private volatile boolean silent;

  /** A call, and how it was written. */
  record Received(Call call, ByteString body) {}

  private ScriptedAgent(Script script) throws IOException {
    this.script = script;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/api/v1/executor", this::serve);
    server.start();
  }

  static ScriptedAgent start(Script script) throws IOException {
    return new ScriptedAgent(script);
  }

  String endpoint() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers the next call that is no SUBSCRIBE with {@code status}. */
  void answer(int status) {
    answers.add(status);
  }

  /** Answers nothing from now on. */
  void fallSilent() {
    silent = true;
  }

  private void serve(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Codec codec = codec(exchange);
    Call call = codec.decoder(Call.getDefaultInstance()).decode(body);
    callsOf(call.getType()).add(new Received(call, ByteString.copyFrom(body)));
    if (call.getType() != Call.Type.SUBSCRIBE) {
      if (silent) {
        return; // the connection stays open
      }
      Integer status = answers.poll();
      exchange.sendResponseHeaders(status == null ? 202 : status, -1);
      exchange.close();
      return;
    }
    try (Stream stream = new Stream(exchange, codec, call.getSubscribe())) {
      script.play(stream);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      if (!closed) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Codec codec(HttpExchange exchange) {
    boolean json =
        Codec.json().mediaType().equals(exchange.getRequestHeaders().getFirst("Content-Type"));
    return json ? Codec.json() : Codec.protobuf();
  }

  private BlockingQueue<Received> callsOf(Call.Type type) {
    return calls.computeIfAbsent(type, unused -> new LinkedBlockingQueue<>());
  }

  /** The next call of {@code type}. */
  Call takeCall(Call.Type type) throws InterruptedException {
    return take(type).call();
  }

  /** The next call of {@code type}, and its bytes. */
  Received take(Call.Type type) throws InterruptedException {
    Received call = callsOf(type).poll(60, TimeUnit.SECONDS);
    if (call == null) {
      throw new AssertionError("no " + type + " came");
    }
    return call;
  }

  TaskStatus takeStatus() throws InterruptedException {
    return takeCall(Call.Type.UPDATE).getUpdate().getStatus();
  }

  @Override
  public void close() {
    closed = true;
    server.stop(0);
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
        throw new AssertionError("a script does not end");
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** The answer to SUBSCRIBE. */
  static final class Stream implements AutoCloseable {

    private final HttpExchange exchange;
    private final Codec codec;
    private final Call.Subscribe subscribe;

    private Stream(HttpExchange exchange, Codec codec, Call.Subscribe subscribe) {
      this.exchange = exchange;
      this.codec = codec;
      this.subscribe = subscribe;
    }

    /** What the executor said. */
    Call.Subscribe subscribe() {
      return subscribe;
    }

    void refuse(int status, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }

    void begin() throws IOException {
      exchange.getResponseHeaders().add("Content-Type", codec.mediaType());
      exchange.sendResponseHeaders(200, 0);
    }

    /** The stream begins with SUBSCRIBED. */
    void subscribed() throws IOException {
      begin();
      Event.Subscribed.Builder subscribed = Event.Subscribed.newBuilder();
      subscribed.getExecutorInfoBuilder().getExecutorIdBuilder().setValue("custom");
      subscribed.setFrameworkInfo(
          FrameworkInfo.newBuilder()
              .setUser("u")
              .setName("f")
              .addCapabilities(
                  FrameworkInfo.Capability.newBuilder()
                      .setType(FrameworkInfo.Capability.Type.TASK_KILLING_STATE)));
      subscribed.getAgentInfoBuilder().setHostname("localhost");
      send(Event.newBuilder().setType(Event.Type.SUBSCRIBED).setSubscribed(subscribed));
    }

    void launch(TaskInfo task) throws IOException {
      send(
          Event.newBuilder()
              .setType(Event.Type.LAUNCH)
              .setLaunch(Event.Launch.newBuilder().setTask(task)));
    }

    void launchGroup(TaskInfo... tasks) throws IOException {
      TaskGroupInfo group = TaskGroupInfo.newBuilder().addAllTasks(List.of(tasks)).build();
      send(
          Event.newBuilder()
              .setType(Event.Type.LAUNCH_GROUP)
              .setLaunchGroup(Event.LaunchGroup.newBuilder().setTaskGroup(group)));
    }

    void kill(String task, KillPolicy policy) throws IOException {
      send(
          Event.newBuilder()
              .setType(Event.Type.KILL)
              .setKill(Event.Kill.newBuilder().setTaskId(Fixtures.id(task)).setKillPolicy(policy)));
    }

    void acknowledge(TaskStatus status) throws IOException {
      send(
          Event.newBuilder()
              .setType(Event.Type.ACKNOWLEDGED)
              .setAcknowledged(
                  Event.Acknowledged.newBuilder()
                      .setTaskId(status.getTaskId())
                      .setUuid(status.getUuid())));
    }

    void send(Event.Type type) throws IOException {
      send(Event.newBuilder().setType(type));
    }

    void send(Event.Builder event) throws IOException {
      record(ByteString.copyFrom(codec.encode(event.build())));
    }

    void record(ByteString record) throws IOException {
      OutputStream out = exchange.getResponseBody();
      out.write((record.size() + "\n").getBytes(StandardCharsets.UTF_8));
      record.writeTo(out);
      out.flush();
    }

    /** Keeps the stream open until the agent is closed. */
    void stay() throws InterruptedException {
      new CountDownLatch(1).await();
    }

    @Override
    public void close() {
      exchange.close();
    }
  }
}
