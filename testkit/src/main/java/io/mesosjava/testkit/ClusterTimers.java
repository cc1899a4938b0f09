package io.mesosjava.testkit;

import io.mesosjava.testkit.agent.Doubling;
import io.mesosjava.testkit.master.RateLimit;
import io.mesosjava.testkit.stage.StageClock;
import io.mesosjava.testkit.stage.WoundClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How time passes in a cluster, and how long it waits for what: with the defaults of Mesos. All of
 * it is by the cluster's clock, where nothing else is said.
 *
 * @param <B> the builder itself
 */
abstract sealed class ClusterTimers<B> permits ClusterSettings {

  final Settings draft = new Settings();

  abstract B self();

  /**
   * Makes the cluster's time, and so every interval and timeout in it, pass {@code speed} times as
   * fast as time outside. Tasks are processes and run as fast as ever.
   *
   * @throws IllegalArgumentException if {@code speed} is not a positive number
   */
  public B clockSpeed(double speed) {
    Checks.speed("clockSpeed", speed);
    draft.newClock = () -> StageClock.scaled(speed);
    draft.speed = speed;
    return self();
  }

  /** Stops the cluster's time; only {@link EmbeddedCluster#advance} lets it pass. */
  public B clockWoundByHand() {
    return wound(Instant::now);
  }

  /** As {@link #clockWoundByHand()}, with time that stands at {@code start}. */
  public B clockWoundByHand(Instant start) {
    Objects.requireNonNull(start, "start");
    return wound(() -> start);
  }

  private B wound(Supplier<Instant> start) {
    draft.newClock = () -> new WoundClock(start.get());
    draft.speed = 1;
    return self();
  }

  /** The time between two heartbeats of a stream, 15 s by default. */
  public B heartbeatInterval(Duration interval) {
    draft.heartbeatInterval = Checks.positive("heartbeatInterval", interval);
    return self();
  }

  /** The time between two rounds of offers, 1 s by default. */
  public B allocationInterval(Duration interval) {
    draft.allocationInterval = Checks.positive("allocationInterval", interval);
    return self();
  }

  /** What frameworks have to answer an offer before it is rescinded. For ever by default. */
  public B offerTimeout(Duration timeout) {
    draft.offerTimeout = Checks.positive("offerTimeout", timeout);
    return self();
  }

  /**
   * How agents are watched: every {@code interval} they are pinged, 15 s by default, and who leaves
   * {@code maxTimeouts} pings in a row without an answer, 5 by default, is unreachable.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public B agentPings(Duration interval, int maxTimeouts) {
    draft.agentPing = Checks.positive("interval", interval);
    draft.maxAgentPingTimeouts = Checks.atLeastOne("maxTimeouts", maxTimeouts);
    return self();
  }

  /**
   * What an agent has to register again, when its connection broke or the leader changed, before it
   * is unreachable: 10 minutes by default. A real master takes no less.
   */
  public B agentReregisterTimeout(Duration timeout) {
    draft.agentReregister = Checks.positive("agentReregisterTimeout", timeout);
    return self();
  }

  /**
   * Lets no more than {@code count} agents become unreachable in {@code per}, evenly spread. Any
   * number by default.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public B agentRemovalRateLimit(int count, Duration per) {
    draft.agentRemovals =
        new RateLimit(Checks.atLeastOne("count", count), Checks.positive("per", per));
    return self();
  }

  /**
   * For how long the other masters take a dead leader for a living one, and send clients to it.
   * Nothing by default: an election follows at once. It is 10 s in a Mesos without flags.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public B sessionTimeout(Duration timeout) {
    draft.sessionTimeout = Checks.notNegative("sessionTimeout", timeout);
    return self();
  }

  /**
   * How long an agent waits before it asks a master again to be registered: 1 s by default, twice
   * as long each time, a minute at most.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public B registrationBackoff(Duration first, Duration longest) {
    draft.registration =
        new Doubling(Checks.positive("first", first), Checks.positive("longest", longest));
    return self();
  }

  /**
   * How long an agent that is not acknowledged a status update waits before it sends it again: 10 s
   * by default, twice as long each time, 10 minutes at most.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public B statusRetry(Duration first, Duration longest) {
    draft.statusRetry =
        new Doubling(Checks.positive("first", first), Checks.positive("longest", longest));
    return self();
  }

  /** What a new executor has to subscribe, or its tasks fail: a minute by default. */
  public B executorRegistrationTimeout(Duration timeout) {
    draft.executorRegistration = Checks.positive("executorRegistrationTimeout", timeout);
    return self();
  }

  /** What executors have to subscribe again when their agent comes back: 2 s by default. */
  public B executorReregistrationTimeout(Duration timeout) {
    draft.executorReregistration = Checks.positive("executorReregistrationTimeout", timeout);
    return self();
  }

  /** The time between two heartbeats to an executor, 30 minutes by default. */
  public B executorHeartbeatInterval(Duration interval) {
    draft.executorHeartbeat = Checks.positive("executorHeartbeatInterval", interval);
    return self();
  }

  /** What executors have to end when they are told to, unless they say it themselves: 5 s. */
  public B executorShutdownGracePeriod(Duration period) {
    draft.shutdownGrace = Checks.positive("executorShutdownGracePeriod", period);
    return self();
  }

  /**
   * For how long executors that checkpoint wait for an agent that is away, 15 minutes by default.
   * They are told so in their environment, and measure it by their own clocks.
   */
  public B recoveryTimeout(Duration timeout) {
    draft.recovery = Checks.positive("recoveryTimeout", timeout);
    return self();
  }

  /**
   * For how long agents keep the sandboxes of executors that have ended, 1 week by default. A real
   * agent may remove them sooner when its disk gets full.
   */
  public B gcDelay(Duration delay) {
    draft.gcDelay = Checks.positive("gcDelay", delay);
    return self();
  }

  /**
   * How long masters remember agents that are unreachable or gone, 2 weeks by default, and how
   * many, 102 400; every {@code interval}, 15 minutes by default, the others are forgotten.
   *
   * @throws IllegalArgumentException if a time is not positive, or {@code maxCount} is negative
   */
  public B registryGc(Duration interval, Duration maxAge, int maxCount) {
    draft.registryGc = Checks.positive("interval", interval);
    draft.lostAgentAge = Checks.positive("maxAge", maxAge);
    draft.lostAgents = Checks.notNegative("maxCount", maxCount);
    return self();
  }

  /**
   * How many frameworks that are gone a master remembers, 50 by default, of each how many tasks
   * that have ended, 1000, and how many on agents out of reach, 1000.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public B completed(int frameworks, int tasksOfEach, int unreachableTasksOfEach) {
    draft.completedFrameworks = Checks.notNegative("frameworks", frameworks);
    draft.completedTasks = Checks.notNegative("tasksOfEach", tasksOfEach);
    draft.unreachableTasks = Checks.notNegative("unreachableTasksOfEach", unreachableTasksOfEach);
    return self();
  }
}
