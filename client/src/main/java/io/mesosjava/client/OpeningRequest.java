package io.mesosjava.client;

import io.mesosjava.codec.Codec;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The request that opens a stream, made to one server, and the time that its answer may take.
 * Confined to the I/O thread; what other threads may call says so.
 */
final class OpeningRequest {

  /** How long the body of a refusal may take: it only says why, and may never end. */
  private static final Duration REFUSAL_BODY_TIMEOUT = Duration.ofSeconds(1);

  private final Opening opening;
  private final Endpoint endpoint;
  private final Settings settings;
  private final EventLoop loop;
  private @Nullable Future<?> timeout;

  /** A request with what {@code settings} and the options of {@code opening} say. */
  OpeningRequest(Opening opening, Endpoint endpoint, Settings settings, EventLoop loop) {
    this.opening = opening;
    this.endpoint = endpoint;
    this.settings = settings.with(opening.options());
    this.loop = loop;
  }

  /** Writes it; {@code late} is told when there is no answer in time. */
  void write(Channel channel, Runnable late) {
    RequestHead head = RequestHead.of(endpoint, settings.codec(), settings.headers(), null);
    ByteBuf request = channel.alloc().ioBuffer(head.size(opening.body()));
    head.write(request, opening.body());
    Transport.write(channel, request);
    schedule(settings.timeouts().response(), late);
  }

  /** A refusal has begun; {@code late} is told when its body does not come. */
  void refused(Runnable late) {
    over();
    schedule(REFUSAL_BODY_TIMEOUT, late);
  }

  private void schedule(Duration time, Runnable late) {
    timeout = loop.schedule(late, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** There is an answer, or there will be none. */
  void over() {
    if (timeout != null) {
      timeout.cancel(false);
    }
  }

  /** What it is made with. From any thread. */
  Settings settings() {
    return settings;
  }

  /** In which the events come. From any thread. */
  Codec codec() {
    return settings.codec();
  }

  /** What is told when no answer came in time. */
  String late() {
    return "no answer within " + settings.timeouts().response().toMillis() + " ms";
  }

  /** It had no effect. From any thread. */
  CallNotSentException notSent(String problem, @Nullable Throwable cause) {
    return new CallNotSentException(opening.kind().callType(), endpoint.uri(), problem, cause);
  }

  /** It was written. */
  CallOutcomeUnknownException unknown(String problem, @Nullable Throwable cause) {
    return new CallOutcomeUnknownException(
        opening.kind().callType(), endpoint.uri(), problem, cause);
  }
}
