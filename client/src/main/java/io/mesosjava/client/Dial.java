package io.mesosjava.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The making of one connection, until requests can be written to it: the name is looked up, its
 * addresses are tried in turn, a proxy is asked for a tunnel, TLS is agreed on. All of it has one
 * time limit. Runs on the I/O thread, but for what may block: looking up and reading files.
 */
final class Dial {

  /** Connects to an address, within a time. */
  interface Connector {
    ChannelFuture connect(SocketAddress address, Duration timeout);
  }

  private final EventLoop loop;
  private final Endpoint endpoint;
  private final Route route;
  private final Connector connector;
  private final Promise<Channel> made;
  private final long deadline;
  private final Deque<SocketAddress> addresses = new ArrayDeque<>();

  private @Nullable Channel channel;

  Dial(EventLoop loop, Endpoint endpoint, Route route, Connector connector) {
    this.loop = loop;
    this.endpoint = endpoint;
    this.route = route;
    this.connector = connector;
    this.made = loop.newPromise();
    this.deadline = loop.ticker().nanoTime() + route.timeout().toNanos();
  }

  /**
   * Begins. What is returned may be cancelled; then the connection is closed, however far it is.
   */
  Future<Channel> start() {
    long nanos = route.timeout().toNanos();
    Future<?> limit = loop.schedule(this::timedOut, nanos, TimeUnit.NANOSECONDS);
    made.addListener(
        done -> {
          limit.cancel(false);
          if (!done.isSuccess()) {
            Transport.close(channel);
          }
        });
    List<SocketAddress> known = knownAddresses();
    if (known.isEmpty() || tls() != null) {
      String job = Thread.currentThread().getName() + "-lookup";
      Thread lookup = new Thread(() -> prepare(known), job);
      lookup.setDaemon(true);
      lookup.start();
    } else {
      connectTo(known);
    }
    return made;
  }

  /** Null where there is no TLS. A redirect never leads to another scheme. */
  private @Nullable TlsContext tls() {
    return endpoint.scheme() == Scheme.HTTPS ? Objects.requireNonNull(route.tls()) : null;
  }

  private @Nullable HttpProxy proxy() {
    return endpoint.scheme() == Scheme.HTTP_UNIX ? null : route.proxy();
  }

  /** The end that is connected to: the proxy's or the server's. */
  private Endpoint near() {
    HttpProxy proxy = proxy();
    return proxy == null ? endpoint : proxy.address();
  }

  /** The address, where it need not be looked up; else none. */
  private List<SocketAddress> knownAddresses() {
    if (endpoint.scheme() == Scheme.HTTP_UNIX) {
      return List.of(UnixDomainSocketAddress.of(endpoint.host()));
    }
    InetAddress literal = AddressLiteral.parse(near().host());
    return literal == null ? List.of() : List.of(new InetSocketAddress(literal, near().port()));
  }

  /** On a thread of its own. */
  private void prepare(List<SocketAddress> known) {
    Runnable next;
    try {
      List<SocketAddress> found = known.isEmpty() ? lookUp() : known;
      TlsContext tls = tls();
      if (tls != null) {
        tls.refresh();
      }
      next = () -> connectTo(found);
    } catch (UnknownHostException | InterruptedException e) {
      String unknown = "unknown host " + near().host();
      next = () -> made.tryFailure(new UnknownHostException(unknown));
    }
    try {
      loop.execute(next);
    } catch (RejectedExecutionException e) {
      // The client was closed meanwhile, and nobody waits for the connection.
      return;
    }
  }

  private List<SocketAddress> lookUp() throws UnknownHostException, InterruptedException {
    List<SocketAddress> found = new ArrayList<>();
    for (InetAddress address : route.names().lookup(near().host())) {
      found.add(new InetSocketAddress(address, near().port()));
    }
    return found;
  }

  private void connectTo(List<SocketAddress> found) {
    addresses.addAll(found);
    connectToNext();
  }

  private void connectToNext() {
    if (made.isDone()) {
      return;
    }
    long left = Math.max(0, deadline - loop.ticker().nanoTime());
    Duration share = Duration.ofNanos(left / addresses.size()).plusMillis(1);
    ChannelFuture attempt = connector.connect(addresses.remove(), share);
    channel = attempt.channel();
    attempt.addListener(done -> connected(attempt));
  }

  private void connected(ChannelFuture attempt) {
    HttpProxy proxy = proxy();
    if (!attempt.isSuccess()) {
      failed(attempt.cause());
    } else if (proxy == null) {
      reached(attempt.channel());
    } else {
      Future<Channel> tunnel = ProxyTunnel.open(attempt.channel(), proxy, endpoint);
      tunnel.addListener(
          done -> {
            if (done.isSuccess()) {
              reached(attempt.channel());
            } else {
              failed(done.cause());
            }
          });
    }
  }

  private void reached(Channel channel) {
    TlsContext tls = tls();
    if (tls == null) {
      ready(channel);
      return;
    }
    SslHandler handler = tls.handler(channel.alloc(), endpoint);
    channel.pipeline().addFirst(handler);
    handler
        .handshakeFuture()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                ready(channel);
              } else {
                failed(tlsError(done.cause()));
              }
            });
  }

  private static IOException tlsError(Throwable cause) {
    String problem =
        cause instanceof NotSslRecordException
            ? "the server does not speak TLS"
            : String.valueOf(cause.getMessage());
    return new IOException("TLS: " + problem, cause);
  }

  private void ready(Channel channel) {
    if (!made.trySuccess(channel)) {
      Transport.close(channel);
    }
  }

  /** The way to an address has failed, at whatever step. */
  private void failed(Throwable cause) {
    Transport.close(channel);
    if (addresses.isEmpty()) {
      made.tryFailure(cause);
    } else {
      connectToNext();
    }
  }

  private void timedOut() {
    String limit = route.timeout().toMillis() + " ms";
    made.tryFailure(
        new ConnectTimeoutException("timed out after " + limit + ": " + near().authority()));
  }
}
