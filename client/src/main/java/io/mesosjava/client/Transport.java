package io.mesosjava.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The I/O thread of a client, and the connections that it makes. */
final class Transport implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

  /** A logger of its own: what it tells is much, and for special occasions. */
  private static final Logger WIRE = LoggerFactory.getLogger("io.mesosjava.client.wire");

  /** What one read may become when it is inflated: more than a hundredfold is no message. */
  private static final int MAX_INFLATED_BYTES = 1 << 24;

  private static final int MAX_STATUS_LINE_BYTES = 1 << 13;
  private static final int MAX_HEADERS_BYTES = 1 << 16;
  private static final long CLOSE_TIMEOUT_SECONDS = 5;

  private final EventLoopGroup group;
  private final Route route;

  /** A transport whose thread is named for its {@code job}. */
  Transport(String job, Route route) {
    this.route = route;
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
    Dial dial = new Dial(loop(), endpoint, route, this::open);
    return dial.start()
        .addListener(
            (Future<Channel> made) -> {
              if (made.isSuccess()) {
                ChannelPipeline pipeline = made.getNow().pipeline();
                pipeline.addLast(firstBytes, responseDecoder());
                if (route.inflates()) {
                  pipeline.addLast(new HttpContentDecompressor(MAX_INFLATED_BYTES));
                }
                if (WIRE.isTraceEnabled()) {
                  pipeline.addLast(new WireLog(WIRE::trace));
                }
                pipeline.addLast(handler);
                pipeline.remove(NotYet.class);
              }
            });
  }

  private ChannelFuture open(SocketAddress address, Duration timeout) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(group)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()))
            .handler(new NotYet());
    if (address instanceof UnixDomainSocketAddress) {
      bootstrap.channel(NioDomainSocketChannel.class);
    } else {
      bootstrap
          .channel(NioSocketChannel.class)
          .option(ChannelOption.TCP_NODELAY, true)
          .option(ChannelOption.SO_KEEPALIVE, true);
    }
    return bootstrap.connect(address);
  }

  /** Holds the place of the handlers while a connection is made. */
  private static final class NotYet extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // Whoever makes the connection is told by the future of the step that failed.
      LOG.debug("{}: while connecting: {}", context.channel(), cause.toString());
    }
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
