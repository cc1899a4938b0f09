package io.mesosjava.client;

import com.google.protobuf.Message;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Stands around the calls of a client and the events that it is sent: to count, log, trace or time
 * them, to fill something in, to refuse.
 *
 * <pre>{@code
 * final class Traced implements Interceptor<Call, Event> {
 *   public <T> CompletionStage<T> call(Call call, CallOptions options, Next<Call, T> next) {
 *     return next.send(call, options.withHeader("X-Trace", trace()));
 *   }
 *
 *   public Event event(Event event) {
 *     return event.getType() == Event.Type.HEARTBEAT ? null : event; // nobody needs to see it
 *   }
 * }
 * }</pre>
 *
 * <p><b>Order.</b> Of several, the one that was {@linkplain ClientBuilder#interceptor added} first
 * is the nearest to the user: it sees a call first, its outcome and an event last.
 *
 * <p><b>Errors.</b> What {@link #call} throws, or a stage of it that fails, fails that call and
 * nothing else. What {@link #event} throws is thrown by {@link EventStream#next()} in place of that
 * event, and the stream goes on.
 *
 * <p><b>Threads.</b> Both are called on the thread of the user: of whoever makes the call, and of
 * whoever takes the event; so by several at once, if there are several. What is attached to stages
 * runs on the client's I/O thread and must not block.
 *
 * @param <C> the calls of the API
 * @param <E> the events of its streams
 */
public interface Interceptor<C extends Message, E extends Message> {

  /**
   * A call is made, SUBSCRIBE and others that open a stream included. It has not been checked nor
   * encoded, and ids of the subscription that it lacks are not filled in yet.
   *
   * <p>Calls keep the order in which {@link Next#send} was entered: an interceptor that enters it
   * later, or again, decides that order itself. One that does not enter it sends nothing; it cannot
   * make up an answer, but it can fail the call.
   *
   * @param options what is different for the call
   * @param <T> what the call is answered with: nothing if it belongs to a subscription; {@link
   *     Acceptance}, an answer or its part for operators; the stream if it opens one
   * @return what {@code next} gave, or what has been made of it. While there are interceptors,
   *     whatever is wrong with a call fails its stage, {@link IllegalArgumentException} too
   */
  default <T extends @Nullable Object> CompletionStage<T> call(
      C call, CallOptions options, Next<C, T> next) {
    return next.send(call, options);
  }

  /**
   * An event is taken.
   *
   * @return the event, or another one that the user gets in its place; null if the user gets none,
   *     but the one that follows
   */
  default @Nullable E event(E event) {
    return event;
  }

  /**
   * The way on, to the next interceptor or to the wire.
   *
   * @param <C> the calls of the API
   * @param <T> what the call is answered with
   */
  interface Next<C extends Message, T extends @Nullable Object> {

    /**
     * Sends {@code call}, which has the type of the one that was made, with {@code options}. Does
     * not throw: the stage tells what became of it.
     */
    CompletionStage<T> send(C call, CallOptions options);
  }
}
