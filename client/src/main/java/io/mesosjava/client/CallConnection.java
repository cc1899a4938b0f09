package io.mesosjava.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The connection that carries calls, one after the other, each written once.
 *
 * <pre>
 *  submit()             I/O thread                             I/O thread
 * ----------> submitted ----------> waiting --(depth, socket)--> written ----> answered
 *  any thread
 * </pre>
 *
 * The three queues are one line: a call never overtakes another. A call whose time is over leaves
 * the line if it still waits; if it was written, it keeps its place, because its answer, should it
 * come, comes before those of the calls behind it.
 */
final class CallConnection extends ResponseParts {

  /** One write carries no more than this, or one call. */
  private static final int WRITE_BYTES = 1 << 16;

  private final ConnectionPair pair;
  private final int depth;
  private final Semaphore room;
  private final Queue<PendingCall> submitted = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean intakeScheduled = new AtomicBoolean();

  // Confined to the I/O thread.
  private final ArrayDeque<PendingCall> waiting = new ArrayDeque<>();
  private final ArrayDeque<PendingCall> written = new ArrayDeque<>();
  private @Nullable Channel channel;
  private @Nullable RequestHead head;
  private @Nullable Response response;
  private boolean lastResponse;
  private @Nullable Ending ending;
  private @Nullable Future<?> deadlineCheck;

  CallConnection(ConnectionPair pair, Settings settings, FirstBytes firstBytes) {
    super(firstBytes);
    this.pair = pair;
    this.depth = settings.limits().pipelineDepth();
    this.room = new Semaphore(settings.limits().pendingCalls());
  }

  /** One permit is a place for one call; {@link #submit} gives it back when the call is over. */
  Semaphore room() {
    return room;
  }

  /** Adds {@code call} to the end of the line. From any thread. */
  void submit(PendingCall call) {
    Ending over = pair.ending();
    if (over != null) {
      room.release();
      notSent(call, over);
      return;
    }
    submitted.add(call);
    if (intakeScheduled.compareAndSet(false, true)) {
      try {
        pair.loop().execute(this::takeIn);
      } catch (RejectedExecutionException e) {
        // The client is closed, and its I/O thread with it: this thread is the only one left.
        intakeScheduled.set(false);
        refuse(submitted, Ending.clean("the client is closed"));
      }
    }
  }

  private void takeIn() {
    // Before the queue is read: what is added later schedules the next intake.
    intakeScheduled.set(false);
    if (ending != null) {
      refuse(submitted, ending);
      return;
    }
    for (PendingCall call = submitted.poll(); call != null; call = submitted.poll()) {
      waiting.add(call);
    }
    if (deadlineCheck == null) {
      scheduleDeadlineCheck();
    }
    writeCalls();
  }

  /** Calls can be written from now on, each with {@code head}. */
  void begin(Channel channel, RequestHead head) {
    this.channel = channel;
    this.head = head;
  }

  private void writeCalls() {
    while (channel != null && head != null && mayWrite(channel)) {
      ByteBuf out = channel.alloc().ioBuffer();
      do {
        PendingCall call = waiting.remove();
        if (call.isDone()) {
          room.release();
        } else {
          head.write(out, call.body());
          written.add(call);
        }
      } while (out.readableBytes() < WRITE_BYTES && written.size() < depth && !waiting.isEmpty());
      Transport.write(channel, out);
    }
  }

  private boolean mayWrite(Channel channel) {
    return ending == null && !waiting.isEmpty() && written.size() < depth && channel.isWritable();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    writeCalls();
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    writeCalls();
    context.fireChannelReadComplete();
  }

  @Override
  boolean isOver() {
    return pair.isOver();
  }

  @Override
  void head(ChannelHandlerContext context, HttpResponse head) {
    if (written.isEmpty()) {
      String unasked = response(head).describe();
      pair.fail(pair.protocolError("an answer that no call asked for: " + unasked, null));
      return;
    }
    response = response(head);
    lastResponse = !HttpUtil.isKeepAlive(head);
  }

  @Override
  void body(ByteBuffer bytes) {
    if (response != null) {
      response.append(bytes);
    }
  }

  @Override
  void end() {
    if (response == null) {
      return;
    }
    Response complete = response;
    response = null;
    PendingCall call = written.remove();
    room.release();
    settle(call, complete);
    if (lastResponse && !isOver()) {
      pair.fail(pair.transportError("the server closes the connection for calls", null));
    }
    finishIfDrained();
  }

  private void settle(PendingCall call, Response response) {
    if (CallRules.isAccepted(call.type(), response.status())) {
      call.accepted();
    } else if (response.status() >= 300) {
      ApiException refused = new ApiException(call.type(), pair.endpoint(), response);
      if (refused.isRedirect()) {
        pair.moved(refused);
      }
      call.completeExceptionally(refused);
      if (refused.isSubscriptionLost()) {
        pair.subscriptionLost(refused);
      }
    } else {
      String answer = response.describe();
      String problem = answer + " (expected: " + CallRules.acceptedStatuses(call.type()) + ")";
      call.unknown(pair.endpoint(), problem, pair.protocolError(problem, null));
    }
  }

  @Override
  void malformed(String problem, Throwable cause) {
    pair.fail(pair.protocolError(problem, cause));
  }

  @Override
  void broken(String problem, Throwable cause) {
    pair.fail(pair.connectionLost("calls: " + problem, cause));
  }

  @Override
  void closed() {
    pair.fail(pair.connectionLost("the server closed the connection for calls", null));
  }

  /** No more calls are written; those that were may still be answered, then the pair ends. */
  void drain(Ending why) {
    ending = why;
    refuse(waiting, why);
    refuse(submitted, why);
    finishIfDrained();
  }

  private void finishIfDrained() {
    if (ending != null && written.stream().allMatch(PendingCall::isDone)) {
      pair.drained(ending);
    }
  }

  /** Everything is over. */
  void abort(Ending why) {
    ending = why;
    if (deadlineCheck != null) {
      deadlineCheck.cancel(false);
    }
    for (PendingCall call = written.poll(); call != null; call = written.poll()) {
      room.release();
      call.unknown(pair.endpoint(), why.reason(), why.cause());
    }
    refuse(waiting, why);
    refuse(submitted, why);
  }

  private void refuse(Queue<PendingCall> calls, Ending why) {
    for (PendingCall call = calls.poll(); call != null; call = calls.poll()) {
      room.release();
      notSent(call, why);
    }
  }

  private void notSent(PendingCall call, Ending why) {
    call.notSent(pair.endpoint(), "the subscription is over: " + why.reason(), why.cause());
  }

  /* All calls of a client have the same time, so deadlines are in the order of the line, and the
  first call that is not yet over is the next one due. */

  private void scheduleDeadlineCheck() {
    deadlineCheck = null;
    PendingCall next = firstPending();
    if (next != null) {
      long delay = Math.max(0, next.deadline() - System.nanoTime());
      deadlineCheck = pair.loop().schedule(this::checkDeadlines, delay, TimeUnit.NANOSECONDS);
    }
  }

  private @Nullable PendingCall firstPending() {
    for (PendingCall call : written) {
      if (!call.isDone()) {
        return call;
      }
    }
    return waiting.peek();
  }

  private void checkDeadlines() {
    long now = System.nanoTime();
    for (PendingCall call : written) {
      if (call.deadline() - now > 0) {
        break;
      }
      call.unknown(pair.endpoint(), "no answer within " + pair.responseTimeout(), null);
    }
    while (!waiting.isEmpty() && waiting.element().deadline() - now <= 0) {
      room.release();
      PendingCall late = waiting.remove();
      late.notSent(pair.endpoint(), "no place within " + pair.responseTimeout(), null);
    }
    scheduleDeadlineCheck();
    finishIfDrained();
  }
}
