package io.mesosjava.framework.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What happens around the handling of an event or a call. A rule gets the subject and the rest of
 * the chain; it may hand on the subject or another one, once, never or again, change the result,
 * and catch what is thrown.
 *
 * <pre>{@code
 * Handler<Event, Verdict> handler =
 *     Rule.<Event, Verdict>chain(
 *             Rules.logged(event -> log.info("{}", event.getType())),
 *             Rule.<Event, Verdict>drop(Verdict.DROPPED).when(event -> isHeartbeat(event)),
 *             Rules.metered(Event::getType, System::nanoTime, meter))
 *         .before(Handler.of(scheduler::on));
 * }</pre>
 *
 * <p>Rules run on the thread that handles or sends. The ones made here may be used by several
 * threads at once; {@link #once} and {@link #limited} then count all of them together. An exception
 * that a rule throws ends the chain; nothing is swallowed.
 *
 * @param <T> what is handled: an event, a call
 * @param <R> what that gives: a {@link Verdict}, the outcome of a call; never null
 */
@FunctionalInterface
public interface Rule<T, R> {

  /** What to do instead of failing. */
  @FunctionalInterface
  interface Recovery<T, R> {
    /**
     * Answers in place of what threw {@code failure}.
     *
     * @throws Exception if that fails, too, or {@code failure} itself
     */
    R recover(T subject, Exception failure) throws Exception;
  }

  /**
   * Applies this rule.
   *
   * @param next the rest of the chain; not calling it drops the subject
   * @throws Exception if the rule, or what is after it, fails
   */
  R apply(T subject, Handler<T, R> next) throws Exception;

  /** The rule that does nothing. */
  static <T, R> Rule<T, R> pass() {
    return (subject, next) -> next.handle(subject);
  }

  /** The rule that ends the chain with {@code result}. */
  static <T, R> Rule<T, R> drop(R result) {
    Objects.requireNonNull(result, "result");
    return (subject, next) -> result;
  }

  /** The rule that ends the chain with an exception, made anew each time. */
  static <T, R> Rule<T, R> fail(Supplier<? extends Exception> failure) {
    Objects.requireNonNull(failure, "failure");
    return (subject, next) -> {
      throw failure.get();
    };
  }

  /** {@link #chain(List)} of some rules. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  static <T, R> Rule<T, R> chain(Rule<T, R>... rules) {
    return chain(Arrays.asList(rules));
  }

  /** All of {@code rules} as one; the first is outermost. Without any, it does nothing. */
  static <T, R> Rule<T, R> chain(List<? extends Rule<T, R>> rules) {
    Rule<T, R> chain = pass();
    for (Rule<T, R> rule : rules) {
      chain = chain.andThen(rule);
    }
    return chain;
  }

  /** This rule, and {@code end} for what it lets through. */
  default Handler<T, R> before(Handler<T, R> end) {
    Objects.requireNonNull(end, "end");
    return subject -> apply(subject, end);
  }

  /** This rule around {@code next}, which applies to what this one hands on. */
  default Rule<T, R> andThen(Rule<T, R> next) {
    Objects.requireNonNull(next, "next");
    return (subject, end) -> apply(subject, next.before(end));
  }

  /** This rule, or none: decided now. */
  default Rule<T, R> when(boolean enabled) {
    return enabled ? this : pass();
  }

  /** This rule, or none: decided now. */
  default Rule<T, R> unless(boolean disabled) {
    return when(!disabled);
  }

  /** This rule for subjects that pass {@code condition}; it is skipped for others. */
  default Rule<T, R> when(Predicate<? super T> condition) {
    Objects.requireNonNull(condition, "condition");
    return (subject, next) -> condition.test(subject) ? apply(subject, next) : next.handle(subject);
  }

  /** This rule for subjects that do not pass {@code condition}; it is skipped for others. */
  default Rule<T, R> unless(Predicate<? super T> condition) {
    Objects.requireNonNull(condition, "condition");
    return when((T subject) -> !condition.test(subject));
  }

  /** This rule while {@code condition} holds, asked each time; it is skipped otherwise. */
  default Rule<T, R> when(BooleanSupplier condition) {
    Objects.requireNonNull(condition, "condition");
    return when((T subject) -> condition.getAsBoolean());
  }

  /** This rule while {@code condition} does not hold; it is skipped otherwise. */
  default Rule<T, R> unless(BooleanSupplier condition) {
    Objects.requireNonNull(condition, "condition");
    return when((T subject) -> !condition.getAsBoolean());
  }

  /**
   * This rule for the first subject; it is skipped for all later ones. Whoever comes while the
   * first is under way waits for its end, good or bad, unless it is the same thread.
   */
  default Rule<T, R> once() {
    return new Once<>(this);
  }

  /**
   * This rule unless {@code done}, asked each time.
   *
   * @return a rule that ends the chain with a {@link CancellationException} once that holds
   */
  default Rule<T, R> unlessDone(BooleanSupplier done) {
    Objects.requireNonNull(done, "done");
    return (subject, next) -> {
      if (done.getAsBoolean()) {
        throw new CancellationException("done: nothing is handled any more");
      }
      return apply(subject, next);
    };
  }

  /** This rule as often as {@code limit} allows; waits otherwise. */
  default Rule<T, R> limited(RateLimit limit) {
    Objects.requireNonNull(limit, "limit");
    return (subject, next) -> {
      limit.take();
      return apply(subject, next);
    };
  }

  /** This rule as often as {@code limit} allows, and {@code otherwise} in its place. */
  default Rule<T, R> limited(RateLimit limit, Rule<T, R> otherwise) {
    Objects.requireNonNull(limit, "limit");
    Objects.requireNonNull(otherwise, "otherwise");
    return (subject, next) -> (limit.tryTake() ? this : otherwise).apply(subject, next);
  }

  /** This rule with nothing after it: what it hands on is dropped with {@code result}. */
  default Rule<T, R> thenDrop(R result) {
    return andThen(drop(result));
  }

  /**
   * This rule, and {@code recovery} for what it or anything after it throws. When the recovery
   * fails as well, the first failure is suppressed in the second. An interrupt is not recovered
   * from.
   */
  default Rule<T, R> onFailure(Recovery<T, R> recovery) {
    Objects.requireNonNull(recovery, "recovery");
    return (subject, next) -> {
      try {
        return apply(subject, next);
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception failure) {
        try {
          return recovery.recover(subject, failure);
        } catch (Exception second) {
          Failures.suppress(second, failure);
          throw second;
        }
      }
    };
  }
}
