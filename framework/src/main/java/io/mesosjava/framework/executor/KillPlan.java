package io.mesosjava.framework.executor;

import java.time.Duration;

/**
 * How far the ending of a process is, and what comes next: asked first, forced when the grace
 * period is over. It decides only; times are nanoseconds of some clock.
 *
 * @param step what has been done
 * @param deadline when to go on by force; without meaning in {@link Step#RUNNING}
 */
record KillPlan(Step step, long deadline) {

  /** What has been done to end a process. */
  enum Step {
    /** Nothing. */
    RUNNING,
    /** It was asked (SIGTERM). */
    ASKED,
    /** It was forced (SIGKILL). */
    FORCED
  }

  static KillPlan begin() {
    return new KillPlan(Step.RUNNING, 0);
  }

  /**
   * It is to end within {@code grace} from {@code now} on. If it was asked before, the grace period
   * can only become shorter, as with Mesos' own executor.
   */
  KillPlan kill(Duration grace, long now) {
    long wanted = now + grace.toNanos();
    return switch (step) {
      case RUNNING -> new KillPlan(Step.ASKED, wanted);
      case ASKED -> new KillPlan(Step.ASKED, wanted - deadline < 0 ? wanted : deadline);
      case FORCED -> this;
    };
  }

  /** Time has passed. */
  KillPlan at(long now) {
    return step == Step.ASKED && now - deadline >= 0 ? new KillPlan(Step.FORCED, deadline) : this;
  }
}
