package io.mesosjava.framework.scheduler;

import com.google.protobuf.ByteString;
import io.mesosjava.client.CallOutcomeUnknownException;
import io.mesosjava.client.MasterCalls;
import io.mesosjava.client.MasterClient;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Fault;
import io.mesosjava.v1.WeightInfo;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Injects faults into a cluster, a few per second, all of them in each round, until it is closed;
 * and sees to it that the session has met each kind of trouble.
 */
final class Chaos implements SchedulerListener, AutoCloseable {

  static final List<Fault> FAULTS =
      List.of(
          Fault.CUT,
          Fault.RESET,
          Fault.HALF_OPEN,
          Fault.BLACK_HOLE_REQUESTS,
          Fault.BLACK_HOLE_ANSWERS,
          Fault.SPLIT,
          Fault.CORRUPT_RECORD,
          Fault.CORRUPT_LENGTH,
          Fault.TRUNCATE_RECORD,
          Fault.SILENCE_HEARTBEATS,
          Fault.ANSWER_503,
          Fault.DROP_UPDATE,
          Fault.DUPLICATE_UPDATE,
          Fault.MOVE_LEADER);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final EmbeddedCluster cluster;
  private final Random random;
  private final Thread thread = new Thread(this::run, "chaos");
  private final Map<Fault, Integer> injected = new ConcurrentHashMap<>();
  private final Set<String> leaders = ConcurrentHashMap.newKeySet();
  private final AtomicInteger injections = new AtomicInteger();
  private final AtomicInteger lostCalls = new AtomicInteger();
  private final AtomicInteger noticedSilences = new AtomicInteger();
  private final AtomicInteger losses = new AtomicInteger();
  private final AtomicInteger rescinds = new AtomicInteger();
  private final AtomicInteger copies = new AtomicInteger();
  private final Set<ByteString> updates = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;
  private volatile boolean holding;

  Chaos(EmbeddedCluster cluster, long seed) {
    this.cluster = cluster;
    this.random = new Random(seed);
  }

  Chaos start() {
    thread.start();
    return this;
  }

  /** How many faults have been injected. */
  int injections() {
    return injections.get();
  }

  /** Whether offers are to be kept for a moment, so that they can be rescinded. */
  boolean isHolding() {
    return holding;
  }

  /** What has not happened yet, in words; nothing if the session has seen it all. */
  List<String> missing() {
    Map<String, Boolean> seen = new TreeMap<>();
    FAULTS.forEach(fault -> seen.put("fault " + fault, injected.containsKey(fault)));
    seen.put("three leaders", leaders.size() >= 3);
    seen.put("calls of unknown outcome", lostCalls.get() > 0);
    seen.put("a silent stream given up", noticedSilences.get() > 0);
    seen.put("lost subscriptions", losses.get() > 5);
    seen.put("rescinded offers", rescinds.get() > 0);
    seen.put("copies of updates", copies.get() > 0);
    return seen.entrySet().stream().filter(e -> !e.getValue()).map(Map.Entry::getKey).toList();
  }

  @Override
  public void received(Event event) {
    switch (event.getType()) {
      case SUBSCRIBED -> leaders.add(event.getSubscribed().getMasterInfo().getAddress().toString());
      case RESCIND -> rescinds.incrementAndGet();
      case UPDATE -> {
        ByteString uuid = event.getUpdate().getStatus().getUuid();
        if (event.getUpdate().getStatus().hasUuid() && !updates.add(uuid)) {
          copies.incrementAndGet();
        }
      }
      default -> {}
    }
  }

  @Override
  public void notSubscribed(IOException cause, int failures, Duration retryIn) {
    losses.incrementAndGet();
    if (cause instanceof SocketTimeoutException) {
      noticedSilences.incrementAndGet();
    }
  }

  @Override
  public void callFailed(Call call, Throwable cause) {
    if (cause instanceof CallOutcomeUnknownException) {
      lostCalls.incrementAndGet();
    }
  }

  private void run() {
    List<URI> masters = cluster.masters().stream().map(master -> master.uri()).toList();
    try (MasterClient operator = MasterClient.builder(masters).build()) {
      while (!stopped) {
        List<Fault> round = new ArrayList<>(FAULTS);
        Collections.shuffle(round, random);
        for (int i = 0; i < round.size() && !stopped; i++) {
          inject(round.get(i));
        }
        rescind(operator);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void inject(Fault fault) throws InterruptedException {
    cluster.inject(fault);
    injected.merge(fault, 1, Integer::sum);
    injections.incrementAndGet();
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    do {
      Thread.sleep(100 + random.nextInt(200)); // the pace of chaos; nothing waits for it
    } while (isAwaited(fault) && !stopped && System.nanoTime() < deadline);
    cluster.heal();
  }

  /** What a short fault may not bring about: the first time, it lasts until it has. */
  private boolean isAwaited(Fault fault) {
    return switch (fault) {
      case HALF_OPEN -> noticedSilences.get() == 0;
      case DUPLICATE_UPDATE -> copies.get() == 0;
      default -> false;
    };
  }

  /** Changing a weight rescinds every offer. */
  private void rescind(MasterClient operator) throws InterruptedException {
    int before = rescinds.get();
    holding = true;
    for (int i = 0; i < 20 && rescinds.get() == before && !stopped; i++) {
      Thread.sleep(50);
      try {
        operator.send(
            MasterCalls.updateWeights(
                List.of(WeightInfo.newBuilder().setRole("*").setWeight(1).build())));
      } catch (IOException e) {
        // The leader has just moved; there is another try.
      }
    }
    holding = false;
  }

  @Override
  public void close() {
    end();
  }

  /** Injects nothing more, and heals. */
  void end() {
    stopped = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    cluster.heal();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
