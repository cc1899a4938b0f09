package io.mesosjava.framework.scheduler;

import io.mesosjava.framework.Backoff;
import io.mesosjava.v1.scheduler.Call;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a session reconciles: at each subscription under an id from before, and periodically, it asks
 * the master for the states of the tasks and operations that the user knows, until all were
 * answered, and then for all that the master knows. Answers are delivered as updates, which need no
 * acknowledgement. Immutable.
 */
public final class ReconciliationPolicy {

  private final Backoff backoff;
  private final @Nullable Duration period;
  private final Supplier<? extends Collection<Call.Reconcile.Task>> knownTasks;
  private final Supplier<? extends Collection<Call.ReconcileOperations.Operation>> knownOperations;

  private ReconciliationPolicy(
      Backoff backoff,
      @Nullable Duration period,
      Supplier<? extends Collection<Call.Reconcile.Task>> knownTasks,
      Supplier<? extends Collection<Call.ReconcileOperations.Operation>> knownOperations) {
    this.backoff = Objects.requireNonNull(backoff, "backoff");
    this.period = period;
    this.knownTasks = Objects.requireNonNull(knownTasks, "tasks");
    this.knownOperations = Objects.requireNonNull(knownOperations, "operations");
  }

  /** What a session does unless told otherwise: knows nothing, asks every 15 minutes. */
  public static ReconciliationPolicy standard() {
    return new ReconciliationPolicy(
        Backoff.exponential(Duration.ofSeconds(1), Duration.ofMinutes(1)).withJitter(0.2),
        Duration.ofMinutes(15),
        List::of,
        List::of);
  }

  /**
   * Asks for the tasks that {@code tasks} gives when a round begins; with their agents, where these
   * are known. It is called on the session's thread, while the user's run. If it throws, that is
   * logged, and it is asked again, with the back-off.
   */
  public ReconciliationPolicy withTasks(Supplier<? extends Collection<Call.Reconcile.Task>> tasks) {
    return new ReconciliationPolicy(backoff, period, tasks, knownOperations);
  }

  /** As {@link #withTasks}, for operations. */
  public ReconciliationPolicy withOperations(
      Supplier<? extends Collection<Call.ReconcileOperations.Operation>> operations) {
    return new ReconciliationPolicy(backoff, period, knownTasks, operations);
  }

  /** How long to wait for answers before asking again. */
  public ReconciliationPolicy withBackoff(Backoff backoff) {
    return new ReconciliationPolicy(backoff, period, knownTasks, knownOperations);
  }

  /**
   * How long after the end of a round the next one begins.
   *
   * @throws IllegalArgumentException if it is less than a second
   */
  public ReconciliationPolicy every(Duration period) {
    if (period.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("period: " + period + " (expected: >= 1 s)");
    }
    return new ReconciliationPolicy(backoff, period, knownTasks, knownOperations);
  }

  /** Reconciles at subscriptions only. */
  public ReconciliationPolicy notPeriodic() {
    return new ReconciliationPolicy(backoff, null, knownTasks, knownOperations);
  }

  Backoff backoff() {
    return backoff;
  }

  @Nullable Duration period() {
    return period;
  }

  Supplier<? extends Collection<Call.Reconcile.Task>> knownTasks() {
    return knownTasks;
  }

  Supplier<? extends Collection<Call.ReconcileOperations.Operation>> knownOperations() {
    return knownOperations;
  }
}
