package io.mesosjava.client;

import com.google.protobuf.ByteString;
import io.mesosjava.recordio.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one ATTACH_CONTAINER_INPUT: a request whose body is sent while there is input,
 * and its answer, which may come at any time. State is confined to the I/O thread; what other
 * threads may call says so.
 */
final class InputConnection extends ResponseParts implements Caller.Open {

  /**
   * What is sent again and again, so that nobody on the way takes the connection for dead.
   *
   * @param record what is sent
   */
  record Beat(ByteString record, Duration interval) {}

  private static final String TYPE = "ATTACH_CONTAINER_INPUT";

  private static final int MAX_CHUNK_FRAMING_BYTES = 12;

  private final Endpoint endpoint;
  private final Settings settings;
  private final Transport transport;
  private final FirstBytes firstBytes;
  private final int roomBytes;
  private final Semaphore room;
  private final CompletableFuture<InputConnection> opened = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> answer = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();

  private volatile @Nullable String closing;
  private InputState state = InputState.CONNECTING;
  private @Nullable Future<Channel> dial;
  private @Nullable Channel channel;
  private @Nullable Response response;
  private @Nullable Future<?> answerTimeout;
  private @Nullable Future<?> beats;

  InputConnection(Endpoint endpoint, Settings settings, Transport transport) {
    this(endpoint, settings, transport, new FirstBytes());
  }

  private InputConnection(
      Endpoint endpoint, Settings settings, Transport transport, FirstBytes firstBytes) {
    super(firstBytes);
    this.endpoint = endpoint;
    this.settings = settings;
    this.transport = transport;
    this.firstBytes = firstBytes;
    this.roomBytes = settings.limits().bufferedBytes();
    this.room = new Semaphore(roomBytes);
  }

  /** Connects, sends the head of the request and {@code first}, and beats. On the I/O thread. */
  void open(byte[] first, Beat beat) {
    if (state != InputState.CONNECTING) {
      return;
    }
    Future<Channel> made = transport.connect(endpoint, firstBytes, this);
    dial = made;
    made.addListener(done -> connected(made, first, beat));
  }

  private void connected(Future<Channel> made, byte[] first, Beat beat) {
    if (state != InputState.CONNECTING) {
      return;
    }
    if (closing != null) {
      Transport.close(made.isSuccess() ? made.getNow() : null);
      return; // what ends it is on its way, and says why
    }
    if (!made.isSuccess()) {
      Throwable cause = made.cause();
      end(new CallNotSentException(TYPE, endpoint.uri(), "cannot connect: " + cause, cause));
      return;
    }
    state = state.to(InputState.OPEN);
    Channel connection = made.getNow();
    channel = connection;
    byte[] head = RequestHead.streaming(endpoint, settings.codec(), settings.headers());
    ByteBuf out = connection.alloc().ioBuffer(head.length + first.length + 32);
    out.writeBytes(head);
    chunk(out, first);
    Transport.write(connection, out);
    long nanos = beat.interval().toNanos();
    byte[] record = beat.record().toByteArray();
    beats =
        transport
            .loop()
            .scheduleAtFixedRate(() -> beat(record), nanos, nanos, TimeUnit.NANOSECONDS);
    opened.complete(this);
  }

  /** If there is no room for a heartbeat, what waits shows as much. */
  @SuppressWarnings("FutureReturnValueIgnored") // That the input is over is told by its answer.
  private void beat(byte[] record) {
    if (takeRoom(record)) {
      write(record);
    }
  }

  /** Completed with this connection when input can be sent. From any thread. */
  CompletableFuture<InputConnection> opened() {
    return opened;
  }

  /** Completed when the answer has come. From any thread. */
  CompletableFuture<@Nullable Void> answer() {
    return answer;
  }

  private static void chunk(ByteBuf out, byte[] record) {
    byte[] header = RecordEncoder.header(record.length);
    ByteBufUtil.writeAscii(out, Integer.toHexString(header.length + record.length) + "\r\n");
    out.writeBytes(header).writeBytes(record);
    ByteBufUtil.writeAscii(out, "\r\n");
  }

  /** Waits for room for {@code record}, which {@link #write} gives back. From any other thread. */
  void awaitRoom(byte[] record) throws InterruptedException {
    room.acquire(cost(record));
  }

  /** As {@link #awaitRoom}, but whether there is room, without waiting. */
  boolean takeRoom(byte[] record) {
    return room.tryAcquire(cost(record));
  }

  private int cost(byte[] record) {
    return Math.min(record.length + 1, roomBytes);
  }

  /** Sends {@code record}; completed when it is in the socket. From any thread. */
  CompletableFuture<@Nullable Void> write(byte[] record) {
    CompletableFuture<@Nullable Void> written = new CompletableFuture<>();
    if (!execute(() -> write(record, written))) {
      done(record, written, over());
    }
    return written;
  }

  private void write(byte[] record, CompletableFuture<@Nullable Void> written) {
    if (state != InputState.OPEN || channel == null) {
      done(record, written, over());
      return;
    }
    ByteBuf out = channel.alloc().ioBuffer(record.length + 2 * MAX_CHUNK_FRAMING_BYTES);
    chunk(out, record);
    channel
        .writeAndFlush(out)
        .addListener(sent -> done(record, written, sent.isSuccess() ? null : over()));
  }

  private void done(
      byte[] record, CompletableFuture<@Nullable Void> written, @Nullable IOException problem) {
    room.release(cost(record));
    if (problem == null) {
      written.complete(null);
    } else {
      written.completeExceptionally(problem);
    }
  }

  /** Why no more input can be sent. */
  private IOException over() {
    if (answer.isCompletedExceptionally()) {
      Throwable problem = answer.handle((nothing, failure) -> failure).join();
      if (problem instanceof IOException known) {
        return known;
      }
    }
    return notSent(endpoint, "the input is over");
  }

  /** Ends the request. From any thread. */
  void finish() {
    execute(
        () -> {
          if (state == InputState.OPEN && channel != null) {
            state = state.to(InputState.FINISHED);
            ByteBuf out = channel.alloc().ioBuffer(MAX_CHUNK_FRAMING_BYTES);
            ByteBufUtil.writeAscii(out, "0\r\n\r\n");
            Transport.write(channel, out);
            long nanos = settings.timeouts().response().toNanos();
            answerTimeout = transport.loop().schedule(this::timedOut, nanos, TimeUnit.NANOSECONDS);
          }
        });
  }

  private void timedOut() {
    end(unknown("no answer within " + settings.timeouts().response().toMillis() + " ms", null));
  }

  private boolean execute(Runnable task) {
    try {
      transport.loop().execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      // The I/O thread has ended, because the client was closed; it ended this before.
      return false;
    }
  }

  @Override
  public void close(String reason) {
    closing = reason;
    if (!execute(
        () ->
            end(
                state == InputState.CONNECTING
                    ? notSent(endpoint, reason)
                    : unknown(reason, null)))) {
      // The I/O thread has ended, because the client was closed: this was, too, or never began.
      opened.completeExceptionally(notSent(endpoint, reason));
      closed.complete(null);
    }
  }

  /** After {@link #close}: waits until the connection is closed. From any other thread. */
  void awaitClosed() {
    closed.join();
  }

  boolean isIoThread() {
    return transport.isIoThread();
  }

  Endpoint endpoint() {
    return endpoint;
  }

  private void end(@Nullable IOException problem) {
    if (state == InputState.ENDED) {
      return;
    }
    state = state.to(InputState.ENDED);
    cancel(dial);
    cancel(answerTimeout);
    cancel(beats);
    if (problem == null) {
      answer.complete(null);
    } else {
      answer.completeExceptionally(problem);
      opened.completeExceptionally(problem);
    }
    // What is on its way to the socket fails now, and gives its room to whoever waits for it.
    Channel connection = channel;
    if (connection == null) {
      closed.complete(null);
    } else {
      Transport.close(connection);
      connection.closeFuture().addListener(done -> closed.complete(null));
    }
  }

  private static void cancel(@Nullable Future<?> task) {
    if (task != null) {
      task.cancel(false);
    }
  }

  /** Runs {@code action} when everything is over. */
  @SuppressWarnings("FutureReturnValueIgnored") // What is ignored is that the action has run.
  void onClosed(Runnable action) {
    closed.thenRun(action);
  }

  @Override
  void head(ChannelHandlerContext context, HttpResponse head) {
    response = response(head, Response.MAX_BODY_BYTES);
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
    if (response.status() == 200) {
      end((IOException) null);
    } else if (response.status() >= 300) {
      end(new ApiException(Occasion.ALONE, TYPE, endpoint, response));
    } else {
      end(unknown(response.describe() + " (expected: 200)", null));
    }
  }

  private static CallNotSentException notSent(Endpoint endpoint, String problem) {
    return new CallNotSentException(TYPE, endpoint.uri(), problem, null);
  }

  private CallOutcomeUnknownException unknown(String problem, @Nullable Throwable cause) {
    return new CallOutcomeUnknownException(TYPE, endpoint.uri(), problem, cause);
  }

  @Override
  void malformed(String problem, Throwable cause) {
    end(unknown(problem, cause));
  }

  @Override
  void broken(String problem, Throwable cause) {
    end(unknown(problem, cause));
  }

  @Override
  void closed() {
    end(unknown("the server closed the connection without an answer" + received(), null));
  }

  @Override
  boolean isOver() {
    return state == InputState.ENDED;
  }
}
