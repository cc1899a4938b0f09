package io.mesosjava.testkit.http;

import io.mesosjava.testkit.stage.Threads;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The one thread that does the input and output of all servers of a cluster. */
public final class IoLoop implements AutoCloseable {

  private final SingleThreadIoEventLoop loop;
  private volatile @Nullable Thread thread;

  private IoLoop(String name) {
    ThreadFactory factory = task -> thread(name, task);
    loop = new SingleThreadIoEventLoop(null, factory, NioIoHandler.newFactory());
  }

  private Thread thread(String name, Runnable task) {
    Thread made = new Thread(task, name);
    made.setDaemon(true);
    thread = made;
    return made;
  }

  /** A loop whose thread has the name {@code name}. It starts with the first server. */
  public static IoLoop named(String name) {
    return new IoLoop(name);
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
    Thread ending = thread;
    if (ending != null) {
      Threads.awaitEnd(ending);
    }
  }
}
