package io.mesosjava.framework.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What is done with an event or a call in the end. For events the result is a {@link Verdict}; for
 * calls it is what sending answers, often a {@code CompletionStage}.
 *
 * @param <T> what is handled
 * @param <R> what that gives; never null
 */
@FunctionalInterface
public interface Handler<T, R> {

  /** A handler of events that only looks at them. */
  @FunctionalInterface
  interface Sink<T> {
    /**
     * Takes {@code subject}.
     *
     * @throws Exception if it cannot be handled
     */
    void accept(T subject) throws Exception;
  }

  /**
   * Handles {@code subject}.
   *
   * @throws Exception if it cannot be handled
   */
  R handle(T subject) throws Exception;

  /** {@code sink} as a handler. */
  static <T> Handler<T, Verdict> of(Sink<T> sink) {
    Objects.requireNonNull(sink, "sink");
    return subject -> {
      sink.accept(subject);
      return Verdict.HANDLED;
    };
  }

  /** {@link #all(List)} of some sinks. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  static <T> Handler<T, Verdict> all(Sink<T>... sinks) {
    return all(Arrays.asList(sinks));
  }

  /**
   * All of {@code sinks}, in order. Each gets its turn, whatever those before it threw; then the
   * first exception is thrown, and the others are suppressed in it. Only an interrupt is thrown at
   * once.
   */
  static <T> Handler<T, Verdict> all(List<? extends Sink<T>> sinks) {
    List<? extends Sink<T>> copy = List.copyOf(sinks);
    return subject -> {
      List<Exception> failures = new ArrayList<>();
      for (Sink<T> sink : copy) {
        try {
          sink.accept(subject);
        } catch (InterruptedException e) {
          failures.add(0, e);
          break;
        } catch (Exception e) {
          failures.add(e);
        }
      }
      Failures.throwAll(failures);
      return Verdict.HANDLED;
    };
  }
}
