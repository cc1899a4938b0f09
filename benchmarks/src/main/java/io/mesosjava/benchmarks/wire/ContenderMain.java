package io.mesosjava.benchmarks.wire;

import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Runs one contender through one scenario and prints what it has measured. */
public final class ContenderMain {

  /**
   * A call that any client sends at any time; a session sends no answers to offers it never got.
   */
  private static final Call KILL =
      SchedulerCalls.kill(
          Call.Kill.newBuilder()
              .setTaskId(TaskID.newBuilder().setValue("4da7c2e9-129a-429a-a7a7-0e9de09f3ad4-task"))
              .build());

  private ContenderMain() {}

  /** Arguments: the contender's name, the port of the stub, the scenario. */
  public static void main(String[] arguments) throws Exception {
    Scenario scenario = Scenario.parse(arguments[2]);
    try (Contender contender = contender(arguments[0], scenario, Integer.parseInt(arguments[1]))) {
      contender.subscribe();
      switch (scenario.kind()) {
        case STREAM -> stream(contender, scenario);
        case LATENCY -> latency(contender, scenario);
        case ACKS -> acknowledge(contender);
        case CALLS -> calls(contender, scenario);
      }
    }
    System.exit(0);
  }

  private static Contender contender(String name, Scenario scenario, int port) throws Exception {
    return switch (name) {
      case "mesos-java" -> new MesosJavaContender(scenario, port);
      case "session" -> new SessionContender(scenario, port);
      case "jdk" -> new JdkContender(scenario, port);
      case "raw" -> new RawContender(scenario, port);
      case "memory" -> new MemoryContender(scenario);
      default -> throw new IllegalArgumentException("no contender " + name);
    };
  }

  private static void stream(Contender contender, Scenario scenario) throws Exception {
    Counter counter = new Counter(scenario);
    contender.events(counter);
    counter.print();
  }

  /** Counts events from the end of the warm-up on. */
  private static final class Counter implements Contender.Sink {

    private final Scenario scenario;
    private int seen = -1; // SUBSCRIBED is not counted.
    private @Nullable Meter meter;
    private long fields;

    Counter(Scenario scenario) {
      this.scenario = scenario;
    }

    @Override
    public void update(TaskStatus status) {
      count(status.getState().getNumber());
    }

    @Override
    public void other(Event event) {
      count(event.getOffers().getOffersCount());
    }

    private void count(int field) {
      fields += field;
      seen++;
      if (seen == scenario.warmUp()) {
        meter = Meter.start();
      }
    }

    void print() {
      if (seen != scenario.total() || meter == null) {
        throw new IllegalStateException(seen + " events, " + scenario.total() + " were sent");
      }
      meter.print(scenario.count());
      System.out.println("checked\t" + fields);
    }
  }

  private static void latency(Contender contender, Scenario scenario) throws Exception {
    long[] nanos = new long[scenario.total()];
    int[] seen = {0};
    contender.events(
        (Updates)
            status -> {
              long now = System.nanoTime();
              nanos[seen[0]++] = now - Events.stamp(status);
            });
    long[] counted = Arrays.copyOfRange(nanos, scenario.warmUp(), seen[0]);
    Arrays.sort(counted);
    Meter.line("p50 us", counted[counted.length / 2] / 1e3);
    Meter.line("p99 us", counted[counted.length * 99 / 100] / 1e3);
  }

  private static void acknowledge(Contender contender) throws Exception {
    contender.events(
        (Updates) status -> contender.call(SchedulerCalls.acknowledge(status), () -> {}));
  }

  /** Takes updates only. */
  private interface Updates extends Contender.Sink {
    @Override
    default void other(Event event) {}
  }

  private static void calls(Contender contender, Scenario scenario) throws Exception {
    Semaphore room = new Semaphore(scenario.inFlight());
    CountDownLatch subscribed = new CountDownLatch(1);
    Thread events = new Thread(() -> ignore(contender, subscribed), "events");
    events.setDaemon(true);
    events.start();
    subscribed.await();
    callFor(scenario.warmUp(), contender, room);
    Meter meter = Meter.start();
    int calls = callFor(scenario.count(), contender, room);
    room.acquire(scenario.inFlight());
    meter.print(calls);
  }

  private static int callFor(int millis, Contender contender, Semaphore room) throws Exception {
    long end = System.nanoTime() + millis * 1_000_000L;
    int calls = 0;
    while (System.nanoTime() - end < 0) {
      room.acquire();
      contender.call(KILL, room::release);
      calls++;
    }
    return calls;
  }

  private static void ignore(Contender contender, CountDownLatch subscribed) {
    try {
      contender.events(
          new Contender.Sink() {
            @Override
            public void update(TaskStatus status) {}

            @Override
            public void other(Event event) {
              subscribed.countDown();
            }
          });
    } catch (Exception e) {
      System.out.println("stream ended: " + e);
    }
  }
}
