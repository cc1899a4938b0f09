package io.mesosjava.client;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Another way to a server: what comes in on a TLS socket, a unix domain socket or through a proxy
 * is passed on to the server's own socket, and back. It has two threads per connection.
 */
final class Relay implements AutoCloseable {

  /** The client's end of a connection. */
  record Near(ReadableByteChannel in, WritableByteChannel out, Closeable socket) {

    static Near of(Socket socket) throws IOException {
      return new Near(
          Channels.newChannel(socket.getInputStream()),
          Channels.newChannel(socket.getOutputStream()),
          socket);
    }
  }

  /** Where connections come from. */
  private interface Door extends Closeable {
    Near accept() throws IOException;

    int port();
  }

  /** What happens before bytes are passed on; whether they are. */
  interface Greeting {
    boolean greet(Near near) throws IOException;
  }

  private final Door door;
  private final InetSocketAddress server;
  private final Greeting greeting;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<Closeable> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  private Relay(Door door, URI server, Greeting greeting) {
    this.door = door;
    this.server = new InetSocketAddress(server.getHost(), server.getPort());
    this.greeting = greeting;
    start("relay-accept", this::accept);
  }

  /** Passes on what comes in on {@code listener}, after {@code greeting}. */
  static Relay of(ServerSocket listener, URI server, Greeting greeting) {
    return new Relay(
        new Door() {
          @Override
          public Near accept() throws IOException {
            return Near.of(listener.accept());
          }

          @Override
          public int port() {
            return listener.getLocalPort();
          }

          @Override
          public void close() throws IOException {
            listener.close();
          }
        },
        server,
        greeting);
  }

  static ServerSocket listener() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** Passes on what comes in on a unix domain socket at {@code path}. */
  static Relay ofUnixSocket(Path path, URI server) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(path));
    return new Relay(
        new Door() {
          @Override
          public Near accept() throws IOException {
            SocketChannel channel = listener.accept();
            return new Near(channel, channel, channel);
          }

          @Override
          public int port() {
            throw new UnsupportedOperationException("a unix domain socket has no port");
          }

          @Override
          public void close() throws IOException {
            listener.close();
          }
        },
        server,
        near -> true);
  }

  /** Where it listens. */
  int port() {
    return door.port();
  }

  /** How many connections came. */
  int connections() {
    return connections.get();
  }

  /** The head of a request, as it came. */
  static String readHead(Near near) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    ByteBuffer one = ByteBuffer.allocate(1);
    String text = "";
    while (!text.endsWith("\r\n\r\n") && near.in().read(one.clear()) > 0) {
      head.write(one.get(0));
      text = head.toString(StandardCharsets.ISO_8859_1);
    }
    return text;
  }

  static void write(Near near, String text) throws IOException {
    near.out().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private void start(String name, Runnable job) {
    Thread thread = new Thread(job, name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Near near = door.accept();
        connections.incrementAndGet();
        sockets.add(near.socket());
        start("relay-in", () -> serve(near));
      }
    } catch (IOException e) {
      // The door was closed: that is how this ends.
      return;
    }
  }

  private void serve(Near near) {
    try {
      if (greeting.greet(near)) {
        Socket socket = new Socket(server.getAddress(), server.getPort());
        sockets.add(socket);
        Near far = Near.of(socket);
        start("relay-out", () -> pass(far, near));
        pass(near, far);
      } else {
        near.socket().close();
      }
    } catch (IOException e) {
      // One end closed the connection, or TLS was refused: what that means is seen by the client.
      close(near);
    }
  }

  private static void pass(Near from, Near to) {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
    try {
      while (from.in().read(buffer.clear()) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.out().write(buffer);
        }
      }
      close(from);
    } catch (IOException e) {
      // As above.
      close(from);
    }
    close(to);
  }

  private static void close(Near near) {
    try {
      near.socket().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Closeable socket : sockets) {
      socket.close();
    }
    for (Thread thread : threads) {
      if (!Uninterruptibly.join(thread, 30)) {
        throw new AssertionError(thread.getName() + " does not end");
      }
    }
  }
}
