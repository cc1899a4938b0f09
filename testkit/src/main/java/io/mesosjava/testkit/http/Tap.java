package io.mesosjava.testkit.http;

import io.mesosjava.testkit.http.Interference.Manner;
import io.mesosjava.testkit.stage.Stage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Next to the socket: lets bytes through as an {@link Interference} wants it. Everything runs on
 * the loop's thread but the methods that say so.
 */
final class Tap extends ChannelDuplexHandler {

  private static final Duration MOMENT = Duration.ofMillis(5);

  private record Outgoing(Object message, ChannelPromise promise, Instant due) {}

  private final Stage stage;
  private final ArrayDeque<Object> incoming = new ArrayDeque<>();
  private final ArrayDeque<Outgoing> outgoing = new ArrayDeque<>();
  private @Nullable Interference interference;
  private volatile @Nullable ChannelHandlerContext context;
  private boolean lost;
  private boolean ended;
  private boolean waiting;

  /** The first part of the next write has gone. */
  private boolean halved;

  private Runnable whenFound = () -> {};

  Tap(Stage stage) {
    this.stage = stage;
  }

  /** Who is told of a connection's end that could not be heard when it came. */
  void whenFound(Runnable told) {
    whenFound = told;
  }

  /** The connection belongs to another API, or to one at all. */
  void belongTo(Interference to) {
    if (interference != to) {
      if (interference != null) {
        interference.leave(this);
      }
      interference = to;
      to.join(this);
    }
  }

  /** Lets a request through that came before it was known whose it is. */
  void deliver(Runnable request) {
    if (manner().deaf() || !incoming.isEmpty()) {
      incoming.add(request);
    } else {
      request.run();
    }
  }

  private Manner manner() {
    return interference == null ? Manner.PLAIN : interference.manner();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelRead(ChannelHandlerContext from, Object message) {
    if (lost) {
      ReferenceCountUtil.release(message);
    } else if (manner().deaf() || !incoming.isEmpty()) {
      incoming.add(message);
    } else {
      from.fireChannelRead(message);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext from) {
    ended = true;
    if (lost || manner().deaf()) {
      // The news does not arrive. What is held is dropped: there is nobody to send it to.
      drop();
    } else {
      bury();
      from.fireChannelInactive();
    }
  }

  private void bury() {
    drop();
    if (interference != null) {
      interference.leave(this);
    }
  }

  @Override
  public void write(ChannelHandlerContext to, Object message, ChannelPromise promise) {
    Manner now = manner();
    if (lost || ended) {
      drop(message, promise);
    } else if (outgoing.isEmpty() && !waiting && now.isPlain()) {
      var unused = to.write(message, promise);
    } else {
      outgoing.add(new Outgoing(message, promise, stage.now().plus(now.delay())));
    }
  }

  @Override
  public void flush(ChannelHandlerContext to) {
    if (outgoing.isEmpty()) {
      to.flush();
    } else {
      pump(to);
    }
  }

  @Override
  public void close(ChannelHandlerContext to, ChannelPromise promise) {
    if (!lost) {
      var unused = to.close(promise);
    }
  }

  /** Sends what may be sent now. */
  private void pump(ChannelHandlerContext to) {
    Outgoing next;
    while (!waiting && !manner().mute() && (next = outgoing.peek()) != null) {
      Duration left = Duration.between(stage.now(), next.due);
      if (manner().delay().isZero() || left.isNegative() || left.isZero()) {
        send(to, next);
      } else {
        pauseOfTheStage(to, left);
      }
    }
  }

  private void send(ChannelHandlerContext to, Outgoing next) {
    Manner now = manner();
    boolean split = now.first() > 0 && !halved;
    int size = split ? now.first() : now.piece();
    halved = false;
    if (next.message instanceof ByteBuf bytes && size > 0 && bytes.readableBytes() > size) {
      var unused = to.writeAndFlush(bytes.readRetainedSlice(size), to.voidPromise());
      if (split) {
        halved = true;
        moment(to);
      } else {
        pauseOfTheStage(to, now.pause());
      }
    } else {
      outgoing.remove();
      var unused = to.writeAndFlush(next.message, next.promise);
    }
  }

  private void moment(ChannelHandlerContext to) {
    waiting = true;
    EventLoop loop = to.channel().eventLoop();
    var unused = loop.schedule(() -> waited(to), MOMENT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void pauseOfTheStage(ChannelHandlerContext to, Duration pause) {
    waiting = true;
    var unused = stage.schedule(pause, () -> onLoop(to, () -> waited(to)));
  }

  private void waited(ChannelHandlerContext to) {
    waiting = false;
    pump(to);
  }

  private static void onLoop(ChannelHandlerContext of, Runnable task) {
    if (!of.executor().isShuttingDown()) {
      of.executor().execute(task);
    }
  }

  private void onLoop(Runnable task) {
    ChannelHandlerContext here = context;
    if (here != null) {
      onLoop(here, task);
    }
  }

  /** The manner has changed. From any thread. */
  void resume() {
    onLoop(this::goOn);
  }

  private void goOn() {
    ChannelHandlerContext here = context;
    if (here == null) {
      return;
    }
    if (ended) {
      tellOfEnd();
      return;
    }
    while (!incoming.isEmpty() && !manner().deaf()) {
      Object next = incoming.remove();
      if (next instanceof Runnable request) {
        request.run();
      } else {
        here.fireChannelRead(next);
      }
    }
    here.fireChannelReadComplete();
    pump(here);
  }

  /** The peer has gone while that could not be heard. */
  private void tellOfEnd() {
    if (!manner().deaf() && !lost) {
      bury();
      whenFound.run();
    }
  }

  /** Ends the connection. From any thread. */
  void cut() {
    onLoop(this::close);
  }

  /** Ends the connection with a reset. From any thread. */
  void reset() {
    onLoop(
        () -> {
          ChannelHandlerContext here = context;
          if (here != null && here.channel().isOpen()) {
            here.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            close();
          }
        });
  }

  private void close() {
    ChannelHandlerContext here = context;
    lost = false;
    drop();
    if (ended) {
      tellOfEnd();
    } else if (here != null) {
      var unused = here.close();
    }
  }

  /** Makes the connection half-open. From any thread. */
  void lose() {
    onLoop(
        () -> {
          lost = true;
          drop();
        });
  }

  /** Ends the connection if it is half-open. From any thread. */
  void find() {
    onLoop(
        () -> {
          if (lost) {
            close();
          }
        });
  }

  private void drop() {
    incoming.forEach(ReferenceCountUtil::release);
    incoming.clear();
    outgoing.forEach(unsent -> drop(unsent.message, unsent.promise));
    outgoing.clear();
  }

  private static void drop(Object message, ChannelPromise promise) {
    ReferenceCountUtil.release(message);
    if (!promise.isVoid()) {
      promise.tryFailure(new ClosedChannelException());
    }
  }
}
