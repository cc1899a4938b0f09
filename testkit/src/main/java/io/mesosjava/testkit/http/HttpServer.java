package io.mesosjava.testkit.http;

import io.mesosjava.testkit.stage.Stage;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Listens on one address and hands whole requests to a {@link RequestHandler}, on the stage. Until
 * one is set everything is 404, as from a Mesos whose routes are not installed yet.
 */
public final class HttpServer implements AutoCloseable {

  /** So many writes go out at once, though more are on their way. */
  private static final int MOST_AT_ONCE = 256;

  /** The limit of Linux, without the zero byte at the end. */
  private static final int MAX_SOCKET_PATH_BYTES = 107;

  private final Stage stage;
  private final Channel listener;
  private final Map<Channel, Tap> connections;
  private final Gateway gateway;
  private volatile RequestHandler handler;

  private HttpServer(
      Stage stage, Channel listener, Map<Channel, Tap> connections, Gateway gateway) {
    this.stage = stage;
    this.listener = listener;
    this.connections = connections;
    this.gateway = gateway;
    this.handler = gateway.filter().apply(new Router());
  }

  /**
   * Starts to listen.
   *
   * @param address port 0 for any that is free
   * @throws IOException if the address cannot be had; the message names it
   */
  public static HttpServer bind(IoLoop loop, Stage stage, InetSocketAddress address)
      throws IOException {
    return bind(loop, stage, address, Gateway.open());
  }

  /** As {@link #bind(IoLoop, Stage, InetSocketAddress)}, with something in between. */
  public static HttpServer bind(
      IoLoop loop, Stage stage, InetSocketAddress address, Gateway gateway) throws IOException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loop.group())
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true);
    try {
      return bind(bootstrap, stage, address, gateway);
    } catch (BindFailure e) {
      throw Port.cannotListen(address, e.why);
    }
  }

  /**
   * Starts to listen on a unix domain socket, in plain HTTP, for every user of this machine. A
   * socket that was left there is replaced, as by Mesos; it stays when this server is closed.
   *
   * @throws IOException if there is something else, or it cannot be made; the message names it
   */
  public static HttpServer bindSocket(IoLoop loop, Stage stage, Path socket, Gateway gateway)
      throws IOException {
    int length = socket.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_SOCKET_PATH_BYTES) {
      throw new IOException(
          "cannot listen on " + socket + ": " + length + " bytes (expected: at most 107)");
    }
    if (Files.exists(socket) && isSocket(socket)) {
      Files.delete(socket);
    }
    ServerBootstrap bootstrap =
        new ServerBootstrap().group(loop.group()).channel(NioServerDomainSocketChannel.class);
    try {
      HttpServer server =
          bind(bootstrap, stage, UnixDomainSocketAddress.of(socket), gateway.plain());
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
      return server;
    } catch (BindFailure e) {
      throw new IOException("cannot listen on " + socket + ": " + e.why, e.why);
    }
  }

  private static boolean isSocket(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).isOther();
  }

  /** Whoever has asked for the address says what it is. */
  private static final class BindFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Throwable why;

    BindFailure(Throwable why) {
      super(why);
      this.why = why;
    }
  }

  private static HttpServer bind(
      ServerBootstrap bootstrap, Stage stage, SocketAddress address, Gateway gateway)
      throws BindFailure {
    Map<Channel, Tap> connections = new ConcurrentHashMap<>();
    Accepting accepting = new Accepting(connections, gateway);
    ChannelFuture bound = bootstrap.childHandler(accepting).bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new BindFailure(bound.cause());
    }
    HttpServer server = new HttpServer(stage, bound.channel(), connections, gateway);
    accepting.server = server;
    return server;
  }

  /** The port that was bound; not of a unix domain socket. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Requests go to {@code newHandler} from now on. */
  public void serve(RequestHandler newHandler) {
    handler = gateway.filter().apply(newHandler);
  }

  /**
   * Closes the listener and all connections, whatever is in flight on them. When this returns,
   * connections are refused.
   */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    connections.forEach(
        (connection, tap) -> {
          tap.cut();
          connection.closeFuture().awaitUninterruptibly();
        });
    awaitSelection();
  }

  /** The system is told to let go of what was closed when the loop selects the next time. */
  private void awaitSelection() {
    EventLoop loop = listener.eventLoop();
    CompletableFuture<Boolean> selected = new CompletableFuture<>();
    // What is scheduled on the loop itself does not run before the loop has selected again.
    loop.execute(
        () -> {
          var unused = loop.schedule(() -> selected.complete(true), 0, TimeUnit.NANOSECONDS);
        });
    boolean unused = selected.join();
  }

  /** Sets up connections; a connection that comes before {@code bind} has returned waits for it. */
  private static final class Accepting extends ChannelInitializer<Channel> {

    private final Map<Channel, Tap> connections;
    private final Gateway gateway;
    private volatile @Nullable HttpServer server;

    Accepting(Map<Channel, Tap> connections, Gateway gateway) {
      this.connections = connections;
      this.gateway = gateway;
    }

    @Override
    protected void initChannel(Channel channel) {
      HttpServer owner = server;
      if (owner == null) {
        // The port is not known to anyone yet: nobody can have meant us.
        var unused = channel.close();
        return;
      }
      Tap tap = new Tap(owner.stage);
      connections.put(channel, tap);
      channel.closeFuture().addListener(closed -> connections.remove(channel));
      // What is written while more is on its way goes out together.
      channel.pipeline().addLast(new FlushConsolidationHandler(MOST_AT_ONCE, true), tap);
      Gateway.Tls tls = gateway.tls();
      if (tls != null) {
        channel.pipeline().addLast(secured(tls));
      }
      Connection connection =
          new Connection(
              owner.stage, exchange -> owner.handler.handle(exchange), tap, gateway.interference());
      tap.whenFound(connection::gone);
      channel.pipeline().addLast(new RequestParser()).addLast(connection);
    }

    private static SslHandler secured(Gateway.Tls tls) {
      SSLEngine engine = tls.context().createSSLEngine();
      engine.setUseClientMode(false);
      engine.setNeedClientAuth(tls.clientsMustShow());
      return new SslHandler(engine);
    }
  }
}
