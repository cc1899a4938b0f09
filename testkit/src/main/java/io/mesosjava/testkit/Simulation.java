package io.mesosjava.testkit;

import io.mesosjava.testkit.agent.Activity;
import io.mesosjava.testkit.agent.AgentConfig;
import io.mesosjava.testkit.agent.SimulatedAgent;
import io.mesosjava.testkit.api.RandomUuids;
import io.mesosjava.testkit.link.Disruption;
import io.mesosjava.testkit.link.Letter;
import io.mesosjava.testkit.link.Wire;
import io.mesosjava.testkit.link.WiredMaster;
import io.mesosjava.v1.TaskInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The agents of a cluster that are simulated, and the threads of their tasks. */
final class Simulation {

  /** Ports that no agent with a socket has: they are only numbers here. */
  private static final int FIRST_PORT = 100_000;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN = Duration.ofMillis(1);

  private final Ground ground;
  private final ExecutorService threads;
  private final Set<Thread> living = ConcurrentHashMap.newKeySet();
  private final List<SimulatedAgent> agents = new ArrayList<>();
  private final List<Disruption> disruptions = new ArrayList<>();

  Simulation(Ground ground) {
    this.ground = ground;
    AtomicInteger count = new AtomicInteger();
    threads =
        Executors.newCachedThreadPool(
            job -> {
              Thread thread =
                  new Thread(() -> live(job), "mesos-cluster-task-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  private void live(Runnable job) {
    living.add(Thread.currentThread());
    try {
      job.run();
    } finally {
      living.remove(Thread.currentThread());
    }
  }

  /** Adds the agents; they register with whoever leads. */
  void start(Masters masters) {
    Settings settings = ground.settings();
    int first = settings.equipments().size();
    for (int i = 0; i < settings.simulatedAgents; i++) {
      AgentConfig config =
          new AgentConfig(
              Identity.LOOPBACK,
              Identity.LOOPBACK,
              FIRST_PORT + i,
              settings.resources,
              settings.attributes,
              Path.of("/simulated"),
              settings.agentTimers());
      SimulatedAgent agent =
          new SimulatedAgent(
              config,
              ground.stage(),
              threads,
              this::activity,
              new RandomUuids(ground.randomOf(first + i)));
      Disruption disruption = new Disruption();
      agents.add(agent);
      disruptions.add(disruption);
    }
    // At once, so that what one causes never comes before the next one asks.
    boolean unused =
        ground
            .stage()
            .call(
                () -> {
                  for (int i = 0; i < agents.size(); i++) {
                    detect(masters, i);
                  }
                  return true;
                });
    // All have asked when this question comes, and all answers were given before the next.
    while (!registered()) {
      Thread.onSpinWait();
    }
  }

  private void detect(Masters masters, int number) {
    SimulatedAgent agent = agents.get(number);
    Disruption disruption = disruptions.get(number);
    masters.detect(
        term ->
            agent.detected(term.map(t -> wired(t, FIRST_PORT + number, disruption)).orElse(null)));
  }

  private boolean registered() {
    return ground.stage().call(() -> agents.stream().allMatch(a -> a.id().isPresent()));
  }

  /** What can go wrong between the master and each agent. */
  List<Disruption> disruptions() {
    return List.copyOf(disruptions);
  }

  /** The executor of a task dies, if the task is here. */
  void crash(String taskId) {
    ground.stage().execute(() -> agents.forEach(agent -> agent.crash(taskId)));
  }

  private WiredMaster wired(Term term, int port, Disruption disruption) {
    Wire wire =
        (letter, delivery) ->
            ground
                .stage()
                .execute(
                    () -> {
                      if (term.life().isAlive()) {
                        note(port, letter);
                        delivery.run();
                      }
                    });
    Wire disrupted = disruption.around(wire);
    return new WiredMaster(term.master().link(), disrupted, disrupted);
  }

  private void note(int port, Letter letter) {
    Chronicle chronicle = ground.traffic().chronicle();
    if (chronicle.isWanted()) {
      chronicle.passed(port, letter);
    }
  }

  private Optional<Activity> activity(TaskInfo task) {
    return ground.settings().bodies.apply(task).map(Simulation::activity);
  }

  private static Activity activity(TaskBody body) {
    return self -> body.run(new TaskContext(self));
  }

  /** Interrupts all task bodies and waits until they have ended, but for one that calls this. */
  void end() throws IOException {
    var unused = threads.shutdownNow();
    // If it is a body that calls, it was interrupted, too.
    boolean interrupted = Thread.interrupted();
    try {
      long start = System.nanoTime();
      while (othersLive()) {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          throw new IOException("task bodies go on after their interrupt: " + living);
        }
        interrupted |= Thread.interrupted();
        LockSupport.parkNanos(BETWEEN.toNanos());
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean othersLive() {
    return living.stream().anyMatch(thread -> thread != Thread.currentThread());
  }
}
