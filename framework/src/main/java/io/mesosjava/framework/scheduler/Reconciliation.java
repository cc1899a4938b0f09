package io.mesosjava.framework.scheduler;

import io.mesosjava.framework.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When to ask the master for which states: first for what is known, again and again until all of it
 * was answered, since a master that has just begun to lead does not answer for agents that are not
 * back yet; then, once, for everything that the master knows; and all of it again after a period.
 * One round at a time. Decides only; not safe for use by several threads.
 *
 * @param <Q> what asks for one task or operation
 */
final class Reconciliation<Q> {

  /** How to ask. */
  record Pace(Backoff backoff, @Nullable Duration period) {}

  /** What to ask for in one call; nothing means everything. */
  record Question<Q>(List<Q> about) {}

  private static final Logger LOG = LoggerFactory.getLogger(SchedulerSession.class);

  private static final int MOST_AT_ONCE = 1000;

  private final Pace pace;
  private final RandomGenerator chance;
  private final Supplier<Map<String, Q>> known;
  private final Map<String, Q> unanswered = new LinkedHashMap<>();
  private boolean asking;
  private int times;
  private int failures;
  private long next = Long.MAX_VALUE;

  /**
   * A reconciliation that is not begun.
   *
   * @param known what to ask for, by id
   */
  Reconciliation(Pace pace, RandomGenerator chance, Supplier<Map<String, Q>> known) {
    this.pace = pace;
    this.chance = chance;
    this.known = known;
  }

  /**
   * Begins a round, at once; one that is under way is given up. What is known comes from the user's
   * code: if that throws, it is asked again later.
   */
  void begin(long now) {
    unanswered.clear();
    times = 0;
    try {
      unanswered.putAll(known.get());
      asking = true;
      failures = 0;
      next = now;
    } catch (RuntimeException e) {
      LOG.error("what is to be reconciled was not told, and will be asked for again", e);
      asking = false;
      failures++;
      next = now + pace.backoff().delay(failures, chance).toNanos();
    }
  }

  /** Nothing is to be asked yet: the next round begins after a period, if there is one. */
  void beginLater(long now) {
    stop();
    next = afterPeriod(now);
  }

  private long afterPeriod(long now) {
    return Optional.ofNullable(pace.period()).map(p -> now + p.toNanos()).orElse(Long.MAX_VALUE);
  }

  /** The subscription is lost: nothing is asked until the next round begins. */
  void stop() {
    unanswered.clear();
    asking = false;
    next = Long.MAX_VALUE;
  }

  /** Whether states are asked for that have not come. */
  boolean isWaiting() {
    return !unanswered.isEmpty();
  }

  /** A state of {@code id} came, whatever for. */
  void answered(String id, long now) {
    if (unanswered.remove(id) != null && unanswered.isEmpty()) {
      next = now;
    }
  }

  /** When something is due. */
  long next() {
    return next;
  }

  /** What to ask now, in order. */
  List<Question<Q>> due(long now) {
    if (next == Long.MAX_VALUE || next - now > 0) {
      return List.of();
    }
    if (!asking) {
      begin(now);
    }
    if (!asking) {
      return List.of();
    }
    if (unanswered.isEmpty()) {
      asking = false;
      next = afterPeriod(now);
      return List.of(new Question<>(List.of()));
    }
    times++;
    next = now + pace.backoff().delay(times, chance).toNanos();
    List<Q> all = List.copyOf(unanswered.values());
    List<Question<Q>> questions = new ArrayList<>();
    for (int i = 0; i < all.size(); i += MOST_AT_ONCE) {
      questions.add(new Question<>(all.subList(i, Math.min(i + MOST_AT_ONCE, all.size()))));
    }
    return questions;
  }
}
