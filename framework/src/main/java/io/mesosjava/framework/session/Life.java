package io.mesosjava.framework.session;

import io.mesosjava.framework.Backoff;
import io.mesosjava.framework.SessionState;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Where a session is in its life, and what decides how it goes on. Immutable; {@link #after} is the
 * only way from one to the next, and does nothing but decide.
 *
 * @param state its state
 * @param generation counts the attempts to subscribe, from 1 on; 0 before the first
 * @param failures how many attempts, or subscriptions that did not last, came in a row
 * @param until in {@link SessionState#DISCONNECTED}, when to connect; in {@link
 *     SessionState#SUBSCRIBING}, when to give up waiting; otherwise without meaning
 * @param since in {@link SessionState#SUBSCRIBED}, since when; before that, since when the session
 *     has been without a subscription
 * @param failure why the session ends, if it ends because of a failure
 */
public record Life(
    SessionState state,
    long generation,
    int failures,
    long until,
    long since,
    Optional<IOException> failure) {

  /** A subscription that lasted so long was a success: the next attempt is the first of its row. */
  static final Duration LASTING = Duration.ofSeconds(30);

  /** How long SUBSCRIBED may take on a stream that is open. */
  static final Duration WELCOME = Duration.ofSeconds(75);

  /**
   * How a session goes on after failures.
   *
   * @param backoff how long to wait
   * @param giveUpAfter how long to try, never less: the last attempt begins then; null for ever
   */
  public record Policy(Backoff backoff, @Nullable Duration giveUpAfter) {}

  /** What happens to a session. */
  public sealed interface Input {}

  /** It is time to connect. */
  public record Due() implements Input {}

  /** The stream of events is open. */
  public record Opened() implements Input {}

  /** The other side has confirmed the subscription. */
  public record Confirmed() implements Input {}

  /** There is no subscription (any more), but there can be another. */
  public record Lost(IOException cause) implements Input {}

  /** There is no subscription (any more), and there will be none. */
  public record Failed(IOException failure) implements Input {}

  /** The user wants no more. */
  public record Close() implements Input {}

  /** All that the session held was given back. */
  public record Released() implements Input {}

  /** A session that connects at once. */
  public static Life begin(long now) {
    return new Life(SessionState.DISCONNECTED, 0, 0, now, now, Optional.empty());
  }

  /**
   * The life after {@code input}.
   *
   * @param now in nanoseconds of some clock that does not jump
   * @throws IllegalStateException if the input cannot be in this state
   */
  public Life after(Input input, Policy policy, long now, RandomGenerator chance) {
    if (input instanceof Close) {
      return state == SessionState.CLOSING || state == SessionState.CLOSED
          ? this
          : ending(Optional.empty());
    }
    if (input instanceof Failed failed) {
      return ending(Optional.of(failed.failure()));
    }
    if (input instanceof Lost lost) {
      return lost(lost.cause(), policy, now, chance);
    }
    if (input instanceof Due) {
      return new Life(to(SessionState.CONNECTING), generation + 1, failures, now, since, failure);
    }
    if (input instanceof Opened) {
      long patience = now + WELCOME.toNanos();
      return new Life(to(SessionState.SUBSCRIBING), generation, failures, patience, since, failure);
    }
    if (input instanceof Confirmed) {
      return new Life(to(SessionState.SUBSCRIBED), generation, failures, now, now, failure);
    }
    return new Life(to(SessionState.CLOSED), generation, failures, now, since, failure);
  }

  private Life lost(IOException cause, Policy policy, long now, RandomGenerator chance) {
    boolean wasSubscribed = state == SessionState.SUBSCRIBED;
    boolean lasted = wasSubscribed && now - since >= LASTING.toNanos();
    int row = lasted ? 1 : failures + 1;
    long without = wasSubscribed ? now : since;
    Duration limit = policy.giveUpAfter();
    long next = now + policy.backoff().delay(row, chance).toNanos();
    if (limit != null) {
      long last = without + limit.toNanos(); // not given up before: there is one more attempt then
      if (now - last >= 0) {
        return ending(Optional.of(cause));
      }
      next = now + Math.min(next - now, last - now);
    }
    return new Life(to(SessionState.DISCONNECTED), generation, row, next, without, failure);
  }

  /** The life after something that must not be: it is over, whatever it was. */
  Life broken(IOException defect) {
    return new Life(SessionState.CLOSED, generation, failures, until, since, Optional.of(defect));
  }

  private Life ending(Optional<IOException> reason) {
    return new Life(to(SessionState.CLOSING), generation, failures, until, since, reason);
  }

  private SessionState to(SessionState next) {
    if (!state.successors().contains(next)) {
      throw new IllegalStateException(state + " -> " + next);
    }
    return next;
  }
}
