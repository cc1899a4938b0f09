package io.mesosjava.testkit.http;

import io.mesosjava.testkit.stage.Stage;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Listens on one address and hands whole requests to a {@link RequestHandler}, on the stage. Until
 * one is set everything is 404, as from a Mesos whose routes are not installed yet.
 */
public final class HttpServer implements AutoCloseable {

  /** A head may be this long, as in the parser that Mesos uses. */
  private static final int MAX_HEAD_BYTES = 80 * 1024;

  private final Stage stage;
  private final Channel listener;
  private final Set<Channel> connections;
  private volatile RequestHandler handler = new Router();

  private HttpServer(Stage stage, Channel listener, Set<Channel> connections) {
    this.stage = stage;
    this.listener = listener;
    this.connections = connections;
  }

  /**
   * Starts to listen.
   *
   * @param address port 0 for any that is free
   * @throws IOException if the address cannot be had; the message names it
   */
  public static HttpServer bind(IoLoop loop, Stage stage, InetSocketAddress address)
      throws IOException {
    Set<Channel> connections = ConcurrentHashMap.newKeySet();
    Accepting accepting = new Accepting(connections);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop.group())
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(accepting)
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw Port.cannotListen(address, bound.cause());
    }
    HttpServer server = new HttpServer(stage, bound.channel(), connections);
    accepting.server = server;
    return server;
  }

  /** The port that was bound. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Requests go to {@code newHandler} from now on. */
  public void serve(RequestHandler newHandler) {
    handler = newHandler;
  }

  /** Closes the listener and all connections, whatever is in flight on them. */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    for (Channel connection : connections) {
      connection.close().awaitUninterruptibly();
    }
  }

  /** Sets up connections; a connection that comes before {@code bind} has returned waits for it. */
  private static final class Accepting extends ChannelInitializer<SocketChannel> {

    private final Set<Channel> connections;
    private volatile @Nullable HttpServer server;

    Accepting(Set<Channel> connections) {
      this.connections = connections;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      HttpServer owner = server;
      if (owner == null) {
        // The port is not known to anyone yet: nobody can have meant us.
        var unused = channel.close();
        return;
      }
      connections.add(channel);
      channel.closeFuture().addListener(closed -> connections.remove(channel));
      HttpDecoderConfig limits =
          new HttpDecoderConfig()
              .setMaxInitialLineLength(MAX_HEAD_BYTES)
              .setMaxHeaderSize(MAX_HEAD_BYTES)
              .setValidateHeaders(false);
      channel
          .pipeline()
          .addLast(new HttpRequestDecoder(limits))
          .addLast(new Connection(owner.stage, exchange -> owner.handler.handle(exchange)));
    }
  }
}
