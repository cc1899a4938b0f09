package io.mesosjava.framework.scheduler;

import io.mesosjava.client.SchedulerClient;
import io.mesosjava.framework.Backoff;
import io.mesosjava.framework.MasterDetector;
import io.mesosjava.framework.session.Life;
import io.mesosjava.framework.store.FrameworkIdStore;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.scheduler.OfferConstraints;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds a {@link SchedulerSession}. Not safe for use by several threads. */
public final class SchedulerSessionBuilder {

  private static final Logger LOG = LoggerFactory.getLogger(SchedulerSession.class);

  private final MasterDetector detector;
  private final List<URI> masters;
  private FrameworkInfo framework;
  private UnaryOperator<SchedulerClient.Builder> client = builder -> builder;
  private FrameworkIdStore idStore = FrameworkIdStore.inMemory();
  private RemovedFrameworkPolicy removedPolicy = RemovedFrameworkPolicy.fail();
  private ReconciliationPolicy reconciliation = ReconciliationPolicy.standard();
  private AcknowledgementMode acknowledgement = AcknowledgementMode.AUTOMATIC;
  private SchedulerListener listener = new SchedulerListener() {};
  private Backoff backoff =
      Backoff.exponential(Duration.ofMillis(500), Duration.ofSeconds(15)).withJitter(0.5);
  private @Nullable Duration giveUpAfter;
  private Set<String> suppressed = Set.of();
  private @Nullable OfferConstraints constraints;
  private int queueCapacity = 4096;
  private boolean updatesFirst;
  private boolean deliverHeartbeats;
  private RandomGenerator chance = new SplittableRandom(ThreadLocalRandom.current().nextLong());

  /**
   * A builder.
   *
   * @param masters those that are known before the detector is asked; may be none
   */
  SchedulerSessionBuilder(MasterDetector detector, List<URI> masters, FrameworkInfo framework) {
    this.detector = Objects.requireNonNull(detector, "detector");
    this.masters = List.copyOf(masters);
    this.framework = Objects.requireNonNull(framework, "framework");
  }

  /** Changes what the framework is registered with. */
  public SchedulerSessionBuilder framework(UnaryOperator<FrameworkInfo.Builder> change) {
    framework = change.apply(framework.toBuilder()).buildPartial();
    return this;
  }

  /**
   * Changes the client that the session uses: codec, timeouts, credentials, TLS and whatever else
   * {@link SchedulerClient.Builder} offers; after the changes that were given before. How long a
   * stream may be silent is decided by the master, once it has said how often it sends heartbeats:
   * five times that.
   */
  public SchedulerSessionBuilder client(UnaryOperator<SchedulerClient.Builder> change) {
    Objects.requireNonNull(change, "change");
    UnaryOperator<SchedulerClient.Builder> before = client;
    client = builder -> change.apply(before.apply(builder));
    return this;
  }

  /**
   * Where the framework's id is kept; in memory unless set, so that only this session knows it. The
   * store goes before an id in the framework's info, which is saved when the master has taken it.
   */
  public SchedulerSessionBuilder frameworkIdStore(FrameworkIdStore store) {
    idStore = Objects.requireNonNull(store, "store");
    return this;
  }

  /** What to do when the master has removed the framework; {@code fail()} unless set. */
  public SchedulerSessionBuilder onFrameworkRemoved(RemovedFrameworkPolicy policy) {
    removedPolicy = Objects.requireNonNull(policy, "policy");
    return this;
  }

  /** How to reconcile; {@link ReconciliationPolicy#standard()} unless set. */
  public SchedulerSessionBuilder reconciliation(ReconciliationPolicy policy) {
    reconciliation = Objects.requireNonNull(policy, "policy");
    return this;
  }

  /** Who acknowledges updates; the session unless set. */
  public SchedulerSessionBuilder acknowledgement(AcknowledgementMode mode) {
    acknowledgement = Objects.requireNonNull(mode, "mode");
    return this;
  }

  /**
   * Tells {@code listener} what goes on, after those that were set before. What it throws is logged
   * and goes no further.
   */
  public SchedulerSessionBuilder listener(SchedulerListener listener) {
    this.listener = this.listener.andThen(new GuardedListener(listener));
    return this;
  }

  /**
   * How long to wait before subscribing again; unless set, half a second to 15 s, doubling, half of
   * it left to chance.
   */
  public SchedulerSessionBuilder backoff(Backoff backoff) {
    this.backoff = Objects.requireNonNull(backoff, "backoff");
    return this;
  }

  /**
   * Ends the session when it could not subscribe for {@code patience}, of which the last attempt
   * begins at the end; it tries for ever unless set.
   *
   * @throws IllegalArgumentException if it is negative or above 365 days
   */
  public SchedulerSessionBuilder giveUpAfter(Duration patience) {
    if (patience.isNegative() || patience.compareTo(Duration.ofDays(365)) > 0) {
      throw new IllegalArgumentException("patience: " + patience + " (expected: 0 to 365 days)");
    }
    giveUpAfter = patience;
    return this;
  }

  /** Roles for which no offers are wanted at first. */
  public SchedulerSessionBuilder suppressedRoles(String... roles) {
    suppressed = Set.copyOf(Arrays.asList(roles));
    return this;
  }

  /** What offers must fulfil. */
  public SchedulerSessionBuilder offerConstraints(OfferConstraints constraints) {
    this.constraints = Objects.requireNonNull(constraints, "constraints");
    return this;
  }

  /**
   * How many events may wait before reading from the master stops and announcing waits; 4096 unless
   * set.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public SchedulerSessionBuilder queueCapacity(int events) {
    if (events < 1) {
      throw new IllegalArgumentException("queueCapacity: " + events + " (expected: >= 1)");
    }
    queueCapacity = events;
    return this;
  }

  /**
   * Lets updates of tasks and operations overtake offers that wait in the queue, and nothing else.
   */
  public SchedulerSessionBuilder updatesFirst() {
    updatesFirst = true;
    return this;
  }

  /** Delivers heartbeats; the session watches them anyway. */
  public SchedulerSessionBuilder deliverHeartbeats() {
    deliverHeartbeats = true;
    return this;
  }

  /** What decides where something is left to chance. */
  SchedulerSessionBuilder chance(RandomGenerator chance) {
    this.chance = chance;
    return this;
  }

  /**
   * Starts the session. It begins to subscribe, and this does not wait for that: what comes of it
   * is told by the first events.
   *
   * @throws IllegalArgumentException if a master's address cannot be used, the framework's info
   *     lacks something, or a suppressed role is none of its roles
   */
  public SchedulerSession start() {
    if (!framework.isInitialized()) {
      throw new IllegalArgumentException(
          "framework: missing required field: "
              + String.join(", ", framework.findInitializationErrors()));
    }
    if (framework.getFailoverTimeout() == 0) {
      LOG.warn(
          "framework {}: failover_timeout is 0: the master removes it, and kills its tasks, as soon"
              + " as its connection is lost",
          framework.getName());
    }
    Registration registration =
        new Registration(
            framework.toBuilder().clearId().build(), suppressed, Optional.ofNullable(constraints));
    DetectedClient clients =
        new DetectedClient(detector, found -> client.apply(SchedulerClient.builder(found)).build());
    return new SchedulerSession(
        settings(), registration, masters.isEmpty() ? clients : clients.begin(masters));
  }

  private SessionSettings settings() {
    return new SessionSettings(
        idStore,
        hasId(framework) ? Optional.of(framework.getId()) : Optional.empty(),
        removedPolicy,
        reconciliation,
        acknowledgement,
        listener,
        new Life.Policy(backoff, giveUpAfter),
        queueCapacity,
        updatesFirst,
        deliverHeartbeats,
        chance);
  }

  private static boolean hasId(FrameworkInfo framework) {
    FrameworkID id = framework.getId();
    return !id.getValue().isEmpty();
  }
}
