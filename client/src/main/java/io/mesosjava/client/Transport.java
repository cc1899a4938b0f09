package io.mesosjava.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The I/O thread of a client, and the connections that it makes. */
final class Transport implements AutoCloseable {

  private static final int MAX_STATUS_LINE_BYTES = 1 << 13;
  private static final int MAX_HEADERS_BYTES = 1 << 16;
  private static final long CLOSE_TIMEOUT_SECONDS = 5;

  private final EventLoopGroup group;
  private final Duration connectTimeout;
  private final NameService names;

  /** A transport whose thread is named for its {@code job}. */
  Transport(String job, Settings settings, NameService names) {
    this.connectTimeout = settings.timeouts().connect();
    this.names = names;
    this.group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory(job, true), NioIoHandler.newFactory());
  }

  /** The I/O thread. */
  EventLoop loop() {
    return group.next();
  }

  /**
   * Makes a connection that requests for {@code endpoint} can be written to; what {@code handler}
   * is given are the parts of responses. On the I/O thread. To give up, cancel what is returned;
   * nothing of the connection is left then.
   */
  Future<Channel> connect(Endpoint endpoint, FirstBytes firstBytes, ChannelHandler handler) {
    Dial dial = new Dial(loop(), endpoint, connectTimeout, this::open);
    return dial.start(names)
        .addListener(
            (Future<Channel> made) -> {
              if (made.isSuccess()) {
                made.getNow().pipeline().addLast(firstBytes, responseDecoder(), handler);
              }
            });
  }

  private ChannelFuture open(SocketAddress address, Duration timeout) {
    return new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()))
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .handler(new NothingYet())
        .connect(address);
  }

  /** Until the connection is made, there is nobody to be told of it. */
  private static final class NothingYet extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {}
  }

  private static HttpResponseDecoder responseDecoder() {
    return new HttpResponseDecoder(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MAX_STATUS_LINE_BYTES)
            .setMaxHeaderSize(MAX_HEADERS_BYTES));
  }

  /** Writes {@code request} now; the connection's handlers are told if that fails. */
  @SuppressWarnings("FutureReturnValueIgnored") // A void promise: failures go to exceptionCaught.
  static void write(Channel channel, ByteBuf request) {
    channel.writeAndFlush(request, channel.voidPromise());
  }

  /** Begins to close {@code channel}, if there is one; its close future tells the end. */
  @SuppressWarnings("FutureReturnValueIgnored") // A connection that fails to close is closed.
  static void close(@Nullable Channel channel) {
    if (channel != null) {
      channel.close();
    }
  }

  /** Ends the I/O thread; every connection must have been closed. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // It is the termination future, asked below.
  public void close() {
    group.shutdownGracefully(0, CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    if (!isIoThread()) {
      group.terminationFuture().awaitUninterruptibly(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Whether the calling thread is the one that must not block. */
  boolean isIoThread() {
    return loop().inEventLoop();
  }
}
