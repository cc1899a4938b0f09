package io.mesosjava.benchmarks.start;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.executor.Call;
import io.mesosjava.v1.executor.Event;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An agent that answers at once, so that what is measured is the executor alone: SUBSCRIBED and
 * LAUNCH to a SUBSCRIBE, 202 to everything else. Notes when what came first.
 */
final class StubAgent implements AutoCloseable {

  /** The line that {@link OneSocket} writes. */
  static final String TRIVIAL = "running";

  /** What it notes. */
  enum Mark {
    CONNECTED,
    SUBSCRIBED,
    RUNNING
  }

  private static final String LENGTH = "content-length:";

  private final ServerSocket server;
  private final byte[] events;
  private final Map<Mark, Long> marks = new ConcurrentHashMap<>();
  private final CountDownLatch running = new CountDownLatch(1);

  /** An agent that launches one task with {@code data}. */
  StubAgent(String data) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.events = events(data);
    start(this::accept);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "stub-agent");
    thread.setDaemon(true);
    thread.start();
  }

  private static byte[] events(String data) {
    Event.Subscribed subscribed =
        Event.Subscribed.newBuilder()
            .setExecutorInfo(
                ExecutorInfo.newBuilder().setExecutorId(ExecutorID.newBuilder().setValue("e")))
            .setFrameworkInfo(FrameworkInfo.newBuilder().setUser("u").setName("f"))
            .setAgentInfo(AgentInfo.newBuilder().setHostname("localhost"))
            .build();
    TaskInfo task =
        TaskInfo.newBuilder()
            .setName("task")
            .setTaskId(TaskID.newBuilder().setValue("task"))
            .setAgentId(AgentID.newBuilder().setValue("agent"))
            .setData(ByteString.copyFromUtf8(data))
            .build();
    return record(Event.newBuilder().setType(Event.Type.SUBSCRIBED).setSubscribed(subscribed))
        .concat(
            record(
                Event.newBuilder()
                    .setType(Event.Type.LAUNCH)
                    .setLaunch(Event.Launch.newBuilder().setTask(task))))
        .toByteArray();
  }

  private static ByteString record(Event.Builder event) {
    ByteString bytes = event.build().toByteString();
    return ByteString.copyFromUtf8(bytes.size() + "\n").concat(bytes);
  }

  int port() {
    return server.getLocalPort();
  }

  /** When {@code mark} was, in nanoseconds of the JVM's clock; waits for the last of them. */
  long await(Mark mark) throws InterruptedException {
    if (!running.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no task runs; so far: " + marks.keySet());
    }
    Long nanos = marks.get(mark);
    if (nanos == null) {
      throw new IllegalStateException("not " + mark);
    }
    return nanos;
  }

  private void mark(Mark mark) {
    marks.putIfAbsent(mark, System.nanoTime());
    if (mark == Mark.RUNNING) {
      running.countDown();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        mark(Mark.CONNECTED);
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      return; // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      while (answer(in, out)) {
        // until the other end closes
      }
    } catch (IOException e) {
      return; // the process was ended
    }
  }

  private boolean answer(InputStream in, OutputStream out) throws IOException {
    int length = 0;
    String line = line(in);
    if (line.equals(TRIVIAL)) {
      mark(Mark.RUNNING);
      return true;
    }
    for (; !line.isEmpty(); line = line(in)) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith(LENGTH)) {
        length = Integer.parseInt(lower.substring(LENGTH.length()).trim());
      }
    }
    byte[] body = in.readNBytes(length);
    if (body.length == 0) {
      return false;
    }
    answer(Call.parseFrom(body), out);
    return true;
  }

  private void answer(Call call, OutputStream out) throws IOException {
    if (call.getType() == Call.Type.SUBSCRIBE) {
      mark(Mark.SUBSCRIBED);
      String head =
          "HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nTransfer-Encoding:"
              + " chunked\r\n\r\n"
              + Integer.toHexString(events.length)
              + "\r\n";
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      out.write(events);
      out.write(new byte[] {'\r', '\n'});
    } else {
      if (call.getUpdate().getStatus().getState() == TaskState.TASK_RUNNING) {
        mark(Mark.RUNNING);
      }
      out.write(
          "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"
              .getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** Without its end; empty at the end of the stream. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
