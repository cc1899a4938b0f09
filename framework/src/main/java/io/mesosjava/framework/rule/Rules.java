package io.mesosjava.framework.rule;

import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.scheduler.Call;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rules for common purposes. */
public final class Rules {

  private Rules() {}

  /** Shows each subject to {@code log} before it is handled. */
  public static <T, R> Rule<T, R> logged(Consumer<? super T> log) {
    Objects.requireNonNull(log, "log");
    return (subject, next) -> {
      log.accept(subject);
      return next.handle(subject);
    };
  }

  /**
   * Shows {@code log} each failure of what is after it, and lets it go on. Where the result is a
   * {@link CompletionStage}, its failure counts, too; the log then runs on the thread that
   * completes it.
   */
  public static <T, R> Rule<T, R> failuresLogged(BiConsumer<? super T, ? super Throwable> log) {
    Objects.requireNonNull(log, "log");
    return (subject, next) ->
        watched(
            subject,
            next,
            failure -> {
              if (failure != null) {
                log.accept(subject, failure);
              }
            });
  }

  /**
   * Tells {@code meter} how long what is after it took. Where the result is a {@link
   * CompletionStage}, it takes until that is complete, and the meter is called on the thread that
   * completes it.
   *
   * @param type gives the label: {@code Event::getType}; its name in lower case is used
   * @param ticker nanoseconds, such as {@code System::nanoTime}
   */
  public static <T, R> Rule<T, R> metered(
      Function<? super T, ? extends Enum<?>> type, LongSupplier ticker, Meter meter) {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(ticker, "ticker");
    Objects.requireNonNull(meter, "meter");
    return (subject, next) -> {
      String label = type.apply(subject).name().toLowerCase(Locale.ROOT);
      long start = ticker.getAsLong();
      return watched(
          subject,
          next,
          failure -> meter.record(label, Duration.ofNanos(ticker.getAsLong() - start), failure));
    };
  }

  /**
   * Puts the framework's id into each call but SUBSCRIBE, over whatever is there.
   *
   * @param id the id, or nothing before the framework has one; a call then fails with an {@link
   *     IllegalStateException}
   */
  public static <R> Rule<Call, R> frameworkId(Supplier<Optional<FrameworkID>> id) {
    Objects.requireNonNull(id, "id");
    return (call, next) -> next.handle(withFrameworkId(call, id));
  }

  private static Call withFrameworkId(Call call, Supplier<Optional<FrameworkID>> id) {
    if (call.getType() == Call.Type.SUBSCRIBE) {
      return call;
    }
    FrameworkID known =
        id.get()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        call.getType() + ": the framework has no id yet (expected: SUBSCRIBED)"));
    return call.toBuilder().setFrameworkId(known).build();
  }

  private static <T, R> R watched(
      T subject, Handler<T, R> next, Consumer<@Nullable Throwable> ended) throws Exception {
    R result;
    try {
      result = next.handle(subject);
    } catch (Throwable failure) {
      told(ended, failure);
      throw failure;
    }
    if (result instanceof CompletionStage<?> stage) {
      stage.whenComplete((value, failure) -> ended.accept(failure));
    } else {
      ended.accept(null);
    }
    return result;
  }

  /** What the watcher throws must not hide what it was told of. */
  private static void told(Consumer<@Nullable Throwable> ended, Throwable failure) {
    try {
      ended.accept(failure);
    } catch (RuntimeException e) {
      Failures.suppress(failure, e);
    }
  }
}
