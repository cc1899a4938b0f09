package io.mesosjava.client;

import com.google.protobuf.Message;
import io.mesosjava.ProtocolException;
import io.mesosjava.codec.DecodeException;
import io.mesosjava.codec.MessageDecoder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Messages that a server sends one after the other, and that are pulled.
 *
 * <p><b>Order.</b> They come in the order in which the server sent them.
 *
 * <p><b>Back-pressure.</b> They wait for {@link #next()} in a {@linkplain
 * ClientBuilder#maxBufferedBytes bounded} buffer; when it is full, reading from the socket stops
 * until there is room. None is dropped.
 *
 * <p><b>End.</b> A stream ends with its connection, and when it {@linkplain
 * ClientBuilder#streamIdleTimeout falls silent}; {@link #next()} first gives what came before that.
 *
 * <p>All methods may be used from any thread. Several threads may take, each gets others.
 *
 * @param <E> the messages
 */
public abstract sealed class EventStream<E extends Message> implements AutoCloseable
    permits Subscription, OneWayStream {

  private final ConnectionPair pair;
  private final MessageDecoder<E> decoder;
  private final RecordQueue.Reader<E> reader = this::decode;
  private final Interceptors<?, E> interceptors;
  private long count; // One record is decoded at a time.

  EventStream(ConnectionPair pair, E prototype, Interceptors<?, E> interceptors) {
    this.pair = pair;
    this.interceptors = interceptors;
    this.decoder = pair.streamCodec().tolerantDecoder(prototype);
  }

  /**
   * The next message, waiting for it; null when the server has ended the stream in good order, and
   * after {@link #close()}. An event of a type that this library does not know has type UNKNOWN;
   * one with a value of an enum that is not known where one must be is as {@link
   * io.mesosjava.codec.Codec#tolerantDecoder} says.
   *
   * @throws ApiException if a call was answered that the subscription is lost
   * @throws io.mesosjava.ProtocolException if what came is not a stream of such messages: it names
   *     where and why, and ends the stream; its cause is a {@link
   *     io.mesosjava.recordio.RecordIOException} or a {@link io.mesosjava.codec.DecodeException} if
   *     a record is wrong
   * @throws java.net.SocketTimeoutException if the stream was silent for {@link
   *     ClientBuilder#streamIdleTimeout}: the connection is dead, or the server is; it ends the
   *     stream
   * @throws IOException if a connection broke, or a subscription ended before its first event
   * @throws InterruptedException if the thread is interrupted; no message is lost
   */
  public final @Nullable E next() throws IOException, InterruptedException {
    Blocking.check(pair.isIoThread());
    E event = pair.records().take(reader);
    E given = given(event);
    while (event != null && given == null) {
      event = pair.records().take(reader);
      given = given(event);
    }
    return given;
  }

  /**
   * As {@link #next()}, waiting no longer than {@code timeout}.
   *
   * @throws TimeoutException if nothing came within the time; the stream is as it was
   */
  public final @Nullable E next(Duration timeout)
      throws IOException, InterruptedException, TimeoutException {
    Blocking.check(pair.isIoThread());
    long nanos = TimeUnit.NANOSECONDS.convert(timeout); // for ever, if it is more
    long end = System.nanoTime() + nanos;
    E event = pair.records().take(reader, nanos);
    E given = given(event);
    while (event != null && given == null) {
      event = pair.records().take(reader, end - System.nanoTime());
      given = given(event);
    }
    return given;
  }

  /** What the user gets of {@code event}; null if interceptors keep it, or if there is none. */
  private @Nullable E given(@Nullable E event) {
    return event == null ? null : interceptors.event(event);
  }

  /**
   * The next message, if it has come already; null if none has, or at the end, or while another
   * thread takes. Does not wait.
   *
   * @throws IOException as {@link #next()}
   */
  public final @Nullable E poll() throws IOException {
    E event = pair.records().poll(reader);
    E given = given(event);
    while (event != null && given == null) {
      event = pair.records().poll(reader);
      given = given(event);
    }
    return given;
  }

  /**
   * Runs {@code listener} each time that messages have come, and when the stream ends: on the I/O
   * thread, or on that which ends it. It must not block or throw. There is one; another takes its
   * place. What came before it was set is not told.
   */
  public final void onArrival(Runnable listener) {
    pair.records().onArrival(Objects.requireNonNull(listener, "listener"));
  }

  private E decode(byte[] bytes, int offset, int length) throws ProtocolException {
    count++;
    try {
      E event = decoder.decode(bytes, offset, length);
      onEvent(event);
      return event;
    } catch (DecodeException e) {
      String where = pair.endpoint() + ": record " + count + " of the event stream: ";
      String begin = Excerpt.of(Arrays.copyOfRange(bytes, offset, offset + length));
      ProtocolException error =
          new ProtocolException(where + e.getMessage() + "; it begins: " + begin, e);
      pair.abandon(error);
      throw error;
    }
  }

  /** Notes what {@code event} tells about the stream, before it is given away. */
  abstract void onEvent(E event);

  /** Where the server is. */
  public final URI endpoint() {
    return pair.endpoint().uri();
  }

  /** Whether the stream is over; messages that came before may still be there to be taken. */
  public final boolean isEnded() {
    return pair.ending() != null;
  }

  /**
   * From now on the stream may be silent for {@code timeout}, in place of what the client was
   * {@linkplain ClientBuilder#streamIdleTimeout built with}; the whole time begins anew.
   *
   * @throws IllegalArgumentException if it is neither zero (for ever) nor 1 ms to 1 day
   */
  public final void streamIdleTimeout(Duration timeout) {
    pair.streamIdle(Timeouts.STANDARD.withStreamIdle(timeout).streamIdle());
  }

  /**
   * Ends the stream: {@link #next()} gives null at once. Waits until its connections are closed,
   * unless on the I/O thread.
   */
  @Override
  public final void close() {
    pair.close("it was closed");
    if (!pair.isIoThread()) {
      pair.awaitClosed();
    }
  }

  @Override
  public final String toString() {
    String id = pair.streamId() == null ? "" : ", " + pair.streamId();
    return getClass().getSimpleName() + "[" + pair.endpoint() + id + "]";
  }
}
