package io.mesosjava.benchmarks.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * What answers in the place of a master: one scenario, one subscription, and any number of
 * connections with calls. A thread for each connection, blocking sockets, bytes made beforehand.
 */
final class StubMaster implements AutoCloseable {

  static final String DATE = "Date: Mon, 23 Nov 2026 05:00:00 GMT";
  static final byte[] STREAM_END = Events.ascii("0\r\n\r\n");
  private static final int WRITE_BYTES = 1 << 17;
  private static final long PAUSE_NANOS = 300_000_000;
  private static final long LATENCY_GAP_NANOS = 1_500_000;

  private final Scenario scenario;
  private final ServerSocket server;
  private final Answers answers;
  private final List<Socket> sockets = new ArrayList<>(); // Guarded by itself.
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Acknowledgements acknowledgements;

  StubMaster(Scenario scenario) throws IOException {
    this.scenario = scenario;
    this.server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    this.acknowledgements = new Acknowledgements(scenario);
    this.answers = new Answers(scenario.delayMicros() * 1_000L);
    start("stub-accept", this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        synchronized (sockets) {
          sockets.add(socket);
        }
        start("stub-connection", () -> serve(socket));
      }
    } catch (IOException e) {
      finished.countDown(); // Closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Requests requests = new Requests(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      int first = requests.read();
      while (requests.isRedirect()) {
        out.write(
            Events.head(
                "HTTP/1.1 307 Temporary Redirect",
                "Location: //127.0.0.1:" + port(),
                "Content-Length: 0"));
        first = requests.read();
      }
      if (first == 0) {
        return;
      }
      if (requests.isSubscribe()) {
        stream(out);
        finished.await(); // The stream stays up while calls are counted.
        return;
      }
      for (int batch = first; batch > 0; batch = requests.read()) {
        called(batch, out);
      }
    } catch (IOException e) {
      finished.countDown(); // The client went away: its part is over.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stream(OutputStream out) throws IOException {
    out.write(
        Events.head(
            "HTTP/1.1 200 OK",
            DATE,
            "Content-Type: " + scenario.mediaType(),
            "Mesos-Stream-Id: 9fb5a1d0-1a0a-4f4a-8b33-0a6f0c1c7a55",
            "Transfer-Encoding: chunked"));
    out.write(Events.chunk(Events.subscribed(scenario.codec())));
    LockSupport.parkNanos(PAUSE_NANOS); // mesos-rxjava breaks when more comes with SUBSCRIBED.
    switch (scenario.kind()) {
      case STREAM -> flood(out);
      case LATENCY -> now(out);
      case ACKS -> acknowledgements.begin(out);
      case CALLS -> {}
    }
  }

  private void flood(OutputStream out) throws IOException {
    byte[][] records = Events.records(scenario);
    byte[] block = new byte[WRITE_BYTES];
    int length = 0;
    byte[][] chunks = new byte[records.length][];
    for (int i = 0; i < records.length; i++) {
      chunks[i] = Events.chunk(records[i]);
    }
    for (int i = 0; i < scenario.total(); i++) {
      byte[] chunk = chunks[i % chunks.length];
      if (length + chunk.length > block.length) {
        out.write(block, 0, length);
        length = 0;
      }
      System.arraycopy(chunk, 0, block, length, chunk.length);
      length += chunk.length;
    }
    out.write(block, 0, length);
    out.write(STREAM_END);
  }

  private void now(OutputStream out) throws IOException {
    for (int i = 0; i < scenario.total(); i++) {
      // Without a pause at first: what is measured then has been compiled.
      if (i >= scenario.warmUp()) {
        LockSupport.parkNanos(LATENCY_GAP_NANOS);
      }
      out.write(Events.chunk(Events.stamped(scenario.codec(), i, System.nanoTime())));
    }
    out.write(STREAM_END);
  }

  /** A connection has read {@code batch} calls at once. */
  private void called(int batch, OutputStream out) throws IOException {
    long now = System.nanoTime();
    answers.answer(batch, out, now);
    if (scenario.kind() == Scenario.Kind.ACKS) {
      acknowledgements.came(batch, now);
    }
  }

  /** The acknowledgements that came. */
  Acknowledgements acknowledgements() {
    return acknowledgements;
  }

  @Override
  public void close() throws IOException {
    finished.countDown();
    server.close();
    answers.close();
    synchronized (sockets) {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
