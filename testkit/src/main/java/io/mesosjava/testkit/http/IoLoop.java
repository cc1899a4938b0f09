package io.mesosjava.testkit.http;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;

/** The one thread that does the input and output of all servers of a cluster. */
public final class IoLoop implements AutoCloseable {

  private final SingleThreadIoEventLoop loop;

  private IoLoop(SingleThreadIoEventLoop loop) {
    this.loop = loop;
  }

  /** A loop whose thread has the name {@code name}. It starts with the first server. */
  public static IoLoop named(String name) {
    return new IoLoop(
        new SingleThreadIoEventLoop(
            null,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            },
            NioIoHandler.newFactory()));
  }

  EventLoopGroup group() {
    return loop;
  }

  /** Ends the thread and waits until it has gone. Servers are to be closed before. */
  @Override
  public void close() {
    // Not a group: a group's end is announced by Netty's global thread, which would outlive us.
    var unused = loop.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    loop.terminationFuture().awaitUninterruptibly();
  }
}
