package io.mesosjava.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
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

  private final CallOwner owner;
  private final EventLoop loop;
  private final int depth;
  private final Queue<PendingCall<?>> submitted = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean intakeScheduled = new AtomicBoolean();

  // Confined to the I/O thread.
  private final ArrayDeque<PendingCall<?>> waiting = new ArrayDeque<>();
  private final ArrayDeque<PendingCall<?>> written = new ArrayDeque<>();
  private @Nullable Channel channel;
  private @Nullable RequestHead head;
  private @Nullable Response response;
  private boolean lastResponse;
  private @Nullable Ending ending;
  private @Nullable Future<?> deadlineCheck;
  private long nextCheck;
  private boolean mixed;

  CallConnection(CallOwner owner, EventLoop loop, Settings settings, FirstBytes firstBytes) {
    super(firstBytes);
    this.owner = owner;
    this.loop = loop;
    this.depth = settings.limits().pipelineDepth();
  }

  /** Adds {@code call} to the end of the line. From any thread. */
  void submit(PendingCall<?> call) {
    Ending over = owner.ending();
    if (over != null) {
      unwritten(call, over);
      return;
    }
    submitted.add(call);
    if (intakeScheduled.compareAndSet(false, true)) {
      try {
        loop.execute(this::takeIn);
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
    for (PendingCall<?> call = submitted.poll(); call != null; call = submitted.poll()) {
      waiting.add(call);
      if (mixed || call.hasOwnTime()) { // the others may be due long after it
        hurry(call);
      }
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
    writeCalls();
  }

  /** How many calls have been written and not answered. */
  int unanswered() {
    return written.size();
  }

  private void writeCalls() {
    while (channel != null && head != null && mayWrite(channel)) {
      ByteBuf out = channel.alloc().ioBuffer();
      do {
        PendingCall<?> call = waiting.remove();
        if (call.isDone()) {
          owner.left(call);
        } else {
          head.with(call.options()).write(out, call.body());
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
    return owner.isOver();
  }

  @Override
  void head(ChannelHandlerContext context, HttpResponse head) {
    if (written.isEmpty()) {
      String unasked = response(head, Response.MAX_BODY_BYTES).describe();
      owner.fail(owner.protocolError("an answer that no call asked for: " + unasked, null));
      return;
    }
    response = response(head, written.element().answer().keptBytes(head.status().code()));
    lastResponse = !HttpUtil.isKeepAlive(head);
  }

  @Override
  void body(ByteBuffer bytes) {
    if (response == null) {
      return;
    }
    Answer<?> answer = written.element().answer();
    boolean whole = response.append(bytes);
    if (!whole && answer.maxBytes() > 0 && answer.accepts(response.status())) {
      String problem =
          "the answer to " + written.element().type() + " is longer than " + answer.maxBytes();
      owner.fail(owner.protocolError(problem + " bytes (the limit of records)", null));
    }
  }

  @Override
  void end() {
    if (response == null) {
      return;
    }
    Response complete = response;
    response = null;
    PendingCall<?> call = written.remove();
    owner.left(call);
    settle(call, complete);
    if (lastResponse && !isOver()) {
      owner.fail(owner.transportError("the server closes the connection for calls", null));
    }
    finishIfDrained();
  }

  private void settle(PendingCall<?> call, Response response) {
    int status = response.status();
    if (call.answer().accepts(status)) {
      owner.accepted();
      call.accepted(owner.endpoint(), response);
    } else if (status >= 300) {
      owner.refused(
          call, new ApiException(owner.occasion(), call.type(), owner.endpoint(), response));
    } else {
      String problem = response.describe() + " (expected: " + call.answer().expected() + ")";
      call.unknown(owner.endpoint(), problem, owner.protocolError(problem, null));
    }
  }

  @Override
  void malformed(String problem, Throwable cause) {
    owner.fail(owner.protocolError(problem, cause));
  }

  @Override
  void broken(String problem, Throwable cause) {
    owner.fail(owner.connectionLost("calls: " + problem, cause));
  }

  @Override
  void closed() {
    owner.fail(owner.connectionLost("the server closed the connection for calls", null));
  }

  /** No more calls are written; those that were may still be answered, then it ends. */
  void drain(Ending why) {
    ending = why;
    refuse(waiting, why);
    refuse(submitted, why);
    finishIfDrained();
  }

  private void finishIfDrained() {
    if (ending != null && written.stream().allMatch(PendingCall::isDone)) {
      owner.drained(ending);
    }
  }

  /** Everything is over. */
  void abort(Ending why) {
    ending = why;
    if (deadlineCheck != null) {
      deadlineCheck.cancel(false);
    }
    for (PendingCall<?> call = written.poll(); call != null; call = written.poll()) {
      owner.left(call);
      call.unknown(owner.endpoint(), why.reason(), why.cause());
    }
    refuse(waiting, why);
    refuse(submitted, why);
  }

  private void refuse(Queue<PendingCall<?>> calls, Ending why) {
    for (PendingCall<?> call = calls.poll(); call != null; call = calls.poll()) {
      unwritten(call, why);
    }
  }

  private void unwritten(PendingCall<?> call, Ending why) {
    owner.left(call);
    owner.unwritten(call, why);
  }

  /* Calls without a time of their own have that of the client, so that their deadlines are in the
  order of the line, and the first call that is not yet over is the next one due. While one with its
  own time is in the line, it is mixed, and all of it is looked at. */

  private void scheduleDeadlineCheck() {
    deadlineCheck = null;
    PendingCall<?> next = mixed ? nextOfMixed() : firstPending();
    if (next != null && !next.isUnlimited()) {
      long now = System.nanoTime();
      long delay = Math.max(0, next.left(now));
      nextCheck = now + delay;
      deadlineCheck = loop.schedule(this::checkDeadlines, delay, TimeUnit.NANOSECONDS);
    }
  }

  private @Nullable PendingCall<?> firstPending() {
    for (PendingCall<?> call : written) {
      if (!call.isDone()) {
        return call;
      }
    }
    return waiting.peek();
  }

  private @Nullable PendingCall<?> nextOfMixed() {
    long now = System.nanoTime();
    List<PendingCall<?>> pending =
        Stream.concat(written.stream(), waiting.stream()).filter(call -> !call.isDone()).toList();
    mixed = pending.stream().anyMatch(PendingCall::hasOwnTime);
    return pending.stream().min(Comparator.comparingLong(call -> call.left(now))).orElse(null);
  }

  /** {@code call}, which is new in the line, may be due before all others. */
  private void hurry(PendingCall<?> call) {
    mixed = true;
    if (deadlineCheck != null && call.left(nextCheck) < 0) {
      deadlineCheck.cancel(false);
      deadlineCheck = null;
    }
  }

  private void checkDeadlines() {
    long now = System.nanoTime();
    for (PendingCall<?> call : written) {
      if (call.left(now) <= 0) {
        call.unknown(owner.endpoint(), "no answer within " + call.timeout(), null);
      } else if (!mixed) {
        break;
      }
    }
    late(now).forEach(this::noPlace);
    scheduleDeadlineCheck();
    finishIfDrained();
  }

  /** Takes those whose time is over out of those that wait. */
  private List<PendingCall<?>> late(long now) {
    List<PendingCall<?>> late = new ArrayList<>();
    if (mixed) {
      waiting.stream().filter(call -> call.left(now) <= 0).forEach(late::add);
      waiting.removeIf(call -> call.left(now) <= 0);
    }
    while (!waiting.isEmpty() && waiting.element().left(now) <= 0) {
      late.add(waiting.remove());
    }
    return late;
  }

  private void noPlace(PendingCall<?> late) {
    owner.left(late);
    late.notSent(owner.endpoint(), "no place within " + late.timeout(), null);
  }
}
