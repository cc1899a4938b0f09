package io.mesosjava.framework.scheduler;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A master that does what a test tells it to: for what the embedded cluster never does. */
final class ScriptedMaster implements AutoCloseable {

  static final FrameworkID ID = FrameworkID.newBuilder().setValue("f-0000").build();

  /** What the master does with SUBSCRIBE. */
  interface Script {
    void play(Stream stream) throws Exception;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private final Script script;
  private volatile boolean closed;

  private ScriptedMaster(Script script) throws IOException {
    this.script = script;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/api/v1/scheduler", this::serve);
    server.start();
  }

  static ScriptedMaster start(Script script) throws IOException {
    return new ScriptedMaster(script);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    Call call = Call.parseFrom(exchange.getRequestBody().readAllBytes());
    calls.add(call);
    if (call.getType() == Call.Type.SUBSCRIBE) {
      try (Stream stream = new Stream(exchange)) {
        script.play(stream);
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        if (!closed) {
          throw new IllegalStateException(e);
        }
      }
    } else {
      exchange.sendResponseHeaders(202, -1);
      exchange.close();
    }
  }

  /** The next call that came, of whatever type. */
  Call takeCall() throws InterruptedException {
    Call call = calls.poll(60, TimeUnit.SECONDS);
    if (call == null) {
      throw new AssertionError("no call came");
    }
    return call;
  }

  /** The next call of {@code type}. */
  Call takeCall(Call.Type type) throws InterruptedException {
    Call call = takeCall();
    while (call.getType() != type) {
      call = takeCall();
    }
    return call;
  }

  boolean hasMoreCalls() {
    return !calls.isEmpty();
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

    private Stream(HttpExchange exchange) {
      this.exchange = exchange;
    }

    void refuse(int status, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }

    void begin() throws IOException {
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.getResponseHeaders().add("Mesos-Stream-Id", "6f2a");
      exchange.sendResponseHeaders(200, 0);
    }

    /** The stream begins with SUBSCRIBED. */
    void subscribed(double heartbeatSeconds) throws IOException {
      begin();
      send(
          Event.newBuilder()
              .setType(Event.Type.SUBSCRIBED)
              .setSubscribed(
                  Event.Subscribed.newBuilder()
                      .setFrameworkId(ID)
                      .setHeartbeatIntervalSeconds(heartbeatSeconds))
              .build());
    }

    void send(Event event) throws IOException {
      sendRecord(event.toByteArray());
    }

    void sendRecord(byte[] record) throws IOException {
      OutputStream out = exchange.getResponseBody();
      out.write((record.length + "\n").getBytes(StandardCharsets.UTF_8));
      out.write(record);
      out.flush();
    }

    /** Keeps the stream open until the master is closed. */
    void stay() throws InterruptedException {
      Thread.sleep(Long.MAX_VALUE);
    }

    @Override
    public void close() {
      exchange.close();
    }
  }
}
