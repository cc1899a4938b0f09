package io.mesosjava.framework.executor;

import io.mesosjava.client.ExecutorClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Builds an {@link ExecutorDriver}. Not safe for use by several threads. */
public final class ExecutorDriverBuilder {

  private static final Duration ONE_DAY = Duration.ofDays(1);

  private final ExecutorEnvironment environment;
  private UnaryOperator<ExecutorClient.Builder> client = builder -> builder;
  private ExecutorListener listener = new ExecutorListener() {};
  private HostProcess process = HostProcess.thisJvm();
  private Duration heartbeatInterval = Duration.ofMinutes(30);
  private Duration agentSilence = AgentPatience.SILENCE;
  private int queueCapacity = 4096;
  private RandomGenerator chance = new SplittableRandom(ThreadLocalRandom.current().nextLong());
  private InstantSource wallClock = InstantSource.system();
  private Supplier<UUID> uuids = UpdateIds.ofThisMachine();

  ExecutorDriverBuilder(ExecutorEnvironment environment) {
    this.environment = Objects.requireNonNull(environment, "environment");
  }

  /**
   * Changes the client that the driver uses: codec, timeouts, TLS and whatever else {@link
   * ExecutorClient.Builder} offers. Its address and token are those of the environment.
   */
  public ExecutorDriverBuilder client(UnaryOperator<ExecutorClient.Builder> change) {
    client = Objects.requireNonNull(change, "change");
    return this;
  }

  /** Tells {@code listener} what goes on. */
  public ExecutorDriverBuilder listener(ExecutorListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
    return this;
  }

  /** What is ended when the grace period is over; {@link HostProcess#thisJvm()} unless set. */
  public ExecutorDriverBuilder process(HostProcess process) {
    this.process = Objects.requireNonNull(process, "process");
    return this;
  }

  /**
   * How often to send HEARTBEAT, which keeps the connection in use and finds out whether the agent
   * still answers; 30 minutes, as in Mesos, unless set.
   *
   * @throws IllegalArgumentException unless it is 1 ms to 1 day
   */
  public ExecutorDriverBuilder heartbeatInterval(Duration interval) {
    if (interval.toMillis() < 1 || interval.compareTo(ONE_DAY) > 0) {
      throw new IllegalArgumentException(
          "heartbeatInterval: " + interval + " (expected: 1 ms to 1 day)");
    }
    heartbeatInterval = interval;
    return this;
  }

  /**
   * How many events may wait before announcing waits; 4096 unless set.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public ExecutorDriverBuilder queueCapacity(int events) {
    if (events < 1) {
      throw new IllegalArgumentException("queueCapacity: " + events + " (expected: >= 1)");
    }
    queueCapacity = events;
    return this;
  }

  /** How long an agent that has sent a heartbeat may be silent. */
  ExecutorDriverBuilder agentSilence(Duration patience) {
    this.agentSilence = patience;
    return this;
  }

  /** What decides where something is left to chance. */
  ExecutorDriverBuilder chance(RandomGenerator chance) {
    this.chance = chance;
    return this;
  }

  /** Where the timestamps of updates come from. */
  ExecutorDriverBuilder wallClock(InstantSource clock) {
    this.wallClock = clock;
    return this;
  }

  /** Where the uuids of updates come from. */
  ExecutorDriverBuilder uuids(Supplier<UUID> uuids) {
    this.uuids = uuids;
    return this;
  }

  /**
   * Starts the driver. It begins to subscribe, and this does not wait for that: what comes of it is
   * told by the first events.
   *
   * @throws IllegalArgumentException if the agent's address cannot be used
   */
  public ExecutorDriver start() {
    DriverSettings settings =
        new DriverSettings(
            environment,
            new GuardedListener(listener),
            process,
            heartbeatInterval,
            agentSilence,
            queueCapacity,
            chance,
            wallClock,
            uuids);
    return new ExecutorDriver(settings, client.apply(environment.client()).build());
  }
}
