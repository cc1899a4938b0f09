package io.mesosjava.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP server on blocking sockets that answers as a test tells it: with one script for SUBSCRIBE
 * and one for every other request. It has a thread per connection; a request is answered before the
 * next one of its connection is read.
 */
final class ScriptedServer implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  /** What a server does with a request. */
  interface Script {
    void run(Exchange exchange) throws Exception;
  }

  /** What a thread of the server does. */
  private interface Job {
    void run() throws Exception;
  }

  private final ServerSocket listener;
  private final Script onSubscribe;
  private final Script onCall;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final BlockingQueue<ReceivedRequest> subscribes = new LinkedBlockingQueue<>();
  private final BlockingQueue<ReceivedRequest> calls = new LinkedBlockingQueue<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  private ScriptedServer(Script onSubscribe, Script onCall) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.onSubscribe = onSubscribe;
    this.onCall = onCall;
  }

  static ScriptedServer start(Script onSubscribe, Script onCall) throws IOException {
    ScriptedServer server = new ScriptedServer(onSubscribe, onCall);
    server.startThread("accept", server::acceptConnections);
    return server;
  }

  /** A server that accepts every call. */
  static ScriptedServer start(Script onSubscribe) throws IOException {
    return start(onSubscribe, Exchange::accept);
  }

  /** Answers SUBSCRIBE with SUBSCRIBED, then waits for the client to close the stream. */
  static void subscribed(Exchange exchange) throws IOException {
    exchange.beginStream(Wire.STREAM_ID);
    exchange.write(Wire.event(Wire.SUBSCRIBED));
    exchange.awaitClose();
  }

  private void startThread(String job, Job loop) {
    Thread thread = new Thread(() -> run(loop), "scripted-server-" + job);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void run(Job loop) {
    try {
      loop.run();
    } catch (SocketException e) {
      // One end closed the connection: what that means is asserted where it is seen.
      return;
    } catch (Throwable e) {
      failures.add(e);
    }
  }

  private void acceptConnections() throws IOException {
    for (int number = 0; true; number++) {
      Socket socket = listener.accept();
      socket.setTcpNoDelay(true);
      sockets.add(socket);
      int connection = number;
      startThread("connection-" + number, () -> serve(connection, socket));
    }
  }

  private void serve(int connection, Socket socket) throws Exception {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    while (true) {
      ReceivedRequest request = ReceivedRequest.read(connection, in);
      if (request == null) {
        socket.close();
        return;
      }
      (request.isSubscribe() ? subscribes : calls).add(request);
      (request.isSubscribe() ? onSubscribe : onCall).run(new Exchange(request, socket, in));
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** A builder of clients of this server, with timeouts that no passing test reaches. */
  SchedulerClient.Builder client() {
    return SchedulerClient.builder(uri());
  }

  /** The next SUBSCRIBE that was received, waiting for it. */
  ReceivedRequest takeSubscribe() throws InterruptedException {
    return take(subscribes);
  }

  /** The next call that was received, waiting for it. */
  ReceivedRequest takeCall() throws InterruptedException {
    return take(calls);
  }

  private static ReceivedRequest take(BlockingQueue<ReceivedRequest> requests)
      throws InterruptedException {
    ReceivedRequest request = requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  boolean hasNoMoreCalls() {
    return calls.isEmpty();
  }

  /** Whether every request that came was taken, or none came. */
  boolean hasNoMoreRequests() {
    return subscribes.isEmpty() && calls.isEmpty();
  }

  /** How many connections were accepted so far. */
  int connections() {
    return sockets.size();
  }

  /** Waits until the client has closed every connection; fails if one stays open. */
  void awaitConnectionsClosedByClient() {
    for (Thread thread : threads.subList(1, threads.size())) {
      assertEnds(thread);
    }
  }

  private static void assertEnds(Thread thread) {
    if (!Uninterruptibly.join(thread, PATIENCE_SECONDS)) {
      throw new AssertionError(thread.getName() + " does not end");
    }
  }

  /** Closes every connection, and takes no more. */
  void stop() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** Closes everything; fails if a script failed or a thread does not end. */
  @Override
  public void close() throws IOException {
    stop();
    for (Thread thread : threads) {
      assertEnds(thread);
    }
    Throwable failure = failures.poll();
    if (failure != null) {
      throw new AssertionError("a script failed", failure);
    }
  }
}
