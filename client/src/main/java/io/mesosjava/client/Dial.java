package io.mesosjava.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The making of one connection: the name is looked up, its addresses are tried in turn, and all of
 * it has one time limit. Runs on the I/O thread, but for the look-up, which may block.
 */
final class Dial {

  /** Connects to an address, within a time. */
  interface Connector {
    ChannelFuture connect(SocketAddress address, Duration timeout);
  }

  private final EventLoop loop;
  private final Endpoint endpoint;
  private final Duration timeout;
  private final Connector connector;
  private final Promise<Channel> made;
  private final long deadline;
  private final Deque<InetAddress> addresses = new ArrayDeque<>();

  private @Nullable Channel channel;

  Dial(EventLoop loop, Endpoint endpoint, Duration timeout, Connector connector) {
    this.loop = loop;
    this.endpoint = endpoint;
    this.timeout = timeout;
    this.connector = connector;
    this.made = loop.newPromise();
    this.deadline = loop.ticker().nanoTime() + timeout.toNanos();
  }

  /**
   * Begins. What is returned may be cancelled; then the connection is closed, however far it is.
   */
  Future<Channel> start(NameService names) {
    Future<?> limit = loop.schedule(this::timedOut, timeout.toNanos(), TimeUnit.NANOSECONDS);
    made.addListener(
        done -> {
          limit.cancel(false);
          if (!done.isSuccess()) {
            Transport.close(channel);
          }
        });
    InetAddress literal = NetUtil.createInetAddressFromIpAddressString(endpoint.host());
    if (literal != null) {
      found(new InetAddress[] {literal});
    } else {
      String job = Thread.currentThread().getName() + "-lookup";
      Thread lookup = new Thread(() -> lookUp(names), job);
      lookup.setDaemon(true);
      lookup.start();
    }
    return made;
  }

  private void lookUp(NameService names) {
    Runnable result;
    try {
      InetAddress[] found = names.lookup(endpoint.host());
      result = () -> found(found);
    } catch (UnknownHostException | InterruptedException e) {
      result = () -> made.tryFailure(new UnknownHostException("unknown host " + endpoint.host()));
    }
    try {
      loop.execute(result);
    } catch (RejectedExecutionException e) {
      // The client was closed meanwhile, and nobody waits for the connection.
      return;
    }
  }

  private void found(InetAddress[] found) {
    addresses.addAll(Arrays.asList(found));
    connectToNext();
  }

  private void connectToNext() {
    if (made.isDone()) {
      return;
    }
    long left = Math.max(0, deadline - loop.ticker().nanoTime());
    Duration share = Duration.ofNanos(left / addresses.size()).plusMillis(1);
    InetAddress address = addresses.remove();
    ChannelFuture attempt =
        connector.connect(new InetSocketAddress(address, endpoint.port()), share);
    channel = attempt.channel();
    attempt.addListener(done -> attempted(attempt));
  }

  private void attempted(ChannelFuture attempt) {
    if (attempt.isSuccess()) {
      if (!made.trySuccess(attempt.channel())) {
        Transport.close(attempt.channel());
      }
    } else if (addresses.isEmpty()) {
      made.tryFailure(attempt.cause());
    } else {
      connectToNext();
    }
  }

  private void timedOut() {
    made.tryFailure(
        new ConnectTimeoutException(
            "timed out after " + timeout.toMillis() + " ms: " + endpoint.authority()));
  }
}
