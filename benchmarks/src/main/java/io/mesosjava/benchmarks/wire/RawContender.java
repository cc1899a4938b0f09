package io.mesosjava.benchmarks.wire;

import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.scheduler.Call;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Two blocking sockets and nothing else: no errors, no limits, no time-outs. The stream is read by
 * the thread that takes the events; calls are written by the thread that makes them, and their
 * answers are read by another. What it does is the limit for one who is careful, not for one who is
 * fast.
 */
final class RawContender implements Contender {

  private static final FrameworkID FRAMEWORK =
      FrameworkID.newBuilder().setValue("benchmark-0000").build();

  private final Scenario scenario;
  private final Socket events;
  private final Socket calls;
  private final InputStream stream;
  private final OutputStream out;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private byte[] prefix = {};

  RawContender(Scenario scenario, int port) throws IOException {
    this.scenario = scenario;
    this.events = connect(port);
    this.calls = connect(port);
    this.stream = new BufferedInputStream(events.getInputStream(), 1 << 16);
    this.out = calls.getOutputStream();
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    return socket;
  }

  @Override
  public void subscribe() throws IOException {
    FrameworkInfo framework =
        FrameworkInfo.newBuilder().setUser("root").setName("benchmark").build();
    Call.Subscribe subscribe = Call.Subscribe.newBuilder().setFrameworkInfo(framework).build();
    prefix = head("");
    OutputStream first = events.getOutputStream();
    first.write(request(SchedulerCalls.subscribe(subscribe)));
    String line = Dechunked.line(stream);
    String streamId = "";
    while (!line.isEmpty()) {
      if (line.startsWith("Mesos-Stream-Id: ")) {
        streamId = line;
      }
      line = Dechunked.line(stream);
    }
    prefix = head(streamId + "\r\n");
    Thread answers = new Thread(this::answers, "raw-answers");
    answers.setDaemon(true);
    answers.start();
  }

  private byte[] head(String more) {
    String type = scenario.mediaType();
    return Events.ascii(
        "POST /api/v1/scheduler HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
            + type
            + "\r\nAccept: "
            + type
            + "\r\n"
            + more
            + "Content-Length: ");
  }

  private byte[] request(Call call) {
    byte[] body = scenario.codec().encode(call);
    ByteArrayOutputStream request = new ByteArrayOutputStream(prefix.length + body.length + 16);
    request.writeBytes(prefix);
    request.writeBytes(Events.ascii(body.length + "\r\n\r\n"));
    request.writeBytes(body);
    return request.toByteArray();
  }

  @Override
  public void events(Sink sink) throws Exception {
    new StreamReader(new Dechunked(stream), scenario.json()).events(sink);
  }

  @Override
  public void call(Call call, Runnable done) throws IOException {
    byte[] request = request(call.toBuilder().setFrameworkId(FRAMEWORK).build());
    waiting.add(done);
    out.write(request);
  }

  private void answers() {
    try {
      InputStream in = calls.getInputStream();
      byte[] buffer = new byte[1 << 16];
      int ends = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        // An answer is a head and no body: it ends with an empty line.
        for (int i = 0; i < read; i++) {
          ends = buffer[i] == '\n' ? ends + 1 : buffer[i] == '\r' ? ends : 0;
          if (ends == 2) {
            ends = 0;
            waiting.remove().run();
          }
        }
      }
    } catch (IOException e) {
      if (!calls.isClosed()) {
        e.printStackTrace();
      }
    }
  }

  @Override
  public void close() throws IOException {
    events.close();
    calls.close();
  }
}
