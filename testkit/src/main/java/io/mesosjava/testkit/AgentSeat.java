package io.mesosjava.testkit;

import io.mesosjava.testkit.agent.Agent;
import io.mesosjava.testkit.agent.AgentConfig;
import io.mesosjava.testkit.api.PlainEndpoints;
import io.mesosjava.testkit.api.RandomUuids;
import io.mesosjava.testkit.http.Port;
import io.mesosjava.testkit.http.Router;
import io.mesosjava.testkit.link.Disruption;
import io.mesosjava.testkit.link.Wire;
import io.mesosjava.testkit.link.WiredMaster;
import io.mesosjava.testkit.stage.MortalStage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The place of one agent: a port and a directory, and the process that runs there, if one does.
 *
 * <pre>
 *   RUNNING &lt;--> KILLED       by the user
 *   RUNNING &lt;--> SHUT_DOWN    by the master; started again by the user
 *   (any) --> CLOSED
 * </pre>
 *
 * <p>{@link #start}, {@link #kill}, {@link #restart} and {@link #close} block and are called off
 * the stage.
 */
final class AgentSeat {

  /** What became of the process. */
  enum State {
    /** It is there. */
    RUNNING,
    /** Somebody has killed it. */
    KILLED,
    /** The master did not want it. */
    SHUT_DOWN,
    /** The cluster has ended. */
    CLOSED
  }

  /** Everything that can become of a state. */
  static final Map<State, Set<State>> TRANSITIONS =
      new EnumMap<>(
          Map.of(
              State.RUNNING, EnumSet.of(State.KILLED, State.SHUT_DOWN, State.CLOSED),
              State.KILLED, EnumSet.of(State.RUNNING, State.CLOSED),
              State.SHUT_DOWN, EnumSet.of(State.RUNNING, State.CLOSED),
              State.CLOSED, EnumSet.noneOf(State.class)));

  private record Run(AgentDoors doors, MortalStage life, Agent agent) {}

  private final Ground ground;
  private final Port port;
  private final Settings.Equipment equipment;
  private final Path directory;
  private final int number;
  private final Disruption disruption = new Disruption();

  /** Held while the process is started and ended; never taken on the stage. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile CompletableFuture<String> registered = new CompletableFuture<>();
  private volatile @Nullable Run run;
  private volatile State state = State.RUNNING;

  /**
   * A place where nothing runs yet.
   *
   * @param number counts the agents of the cluster
   */
  AgentSeat(Ground ground, Port port, Settings.Equipment equipment, Path directory, int number) {
    this.number = number;
    this.equipment = equipment;
    this.ground = ground;
    this.port = port;
    this.directory = directory;
  }

  URI uri() {
    return ground.uri(port);
  }

  Path directory() {
    return directory;
  }

  /** What goes wrong between the agent and its master. */
  Disruption disruption() {
    return disruption;
  }

  @Override
  public String toString() {
    CompletableFuture<String> id = registered;
    boolean known = id.isDone() && !id.isCompletedExceptionally();
    return "agent " + (known ? id.join() + " " : "") + "at " + uri();
  }

  /**
   * The agent's id, once a master has given it one.
   *
   * @throws IllegalStateException if the agent ended before
   */
  String id() {
    try {
      return registered.join();
    } catch (CompletionException e) {
      throw new IllegalStateException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Starts the agent; it registers with whoever leads. */
  void start(Masters masters) throws IOException {
    Settings settings = ground.settings();
    MortalStage life = new MortalStage(ground.stage());
    AgentDoors doors = AgentDoors.open(ground, port, life, directory);
    AgentConfig config =
        new AgentConfig(
            Identity.LOOPBACK,
            Identity.LOOPBACK,
            port.number(),
            equipment.resources(),
            equipment.attributes(),
            directory,
            settings.agentTimers(),
            ground.traffic().security().tokens().orElse(null),
            AgentDoors.socket(settings, directory),
            settings.maxFileSize);
    Agent agent;
    try {
      agent = Agent.open(config, life, new RandomUuids(ground.randomOf(number)));
    } catch (IOException | RuntimeException e) {
      doors.close();
      throw e;
    }
    run = new Run(doors, life, agent);
    agent.whenShutDown(this::shutDown);
    doors.serve(routes(agent));
    masters.detect(term -> detected(life, agent, term));
  }

  private static Router routes(Agent agent) {
    Router routes = new Router();
    PlainEndpoints.addTo(routes, "/slave(1)");
    agent.addEndpointsTo(routes);
    return routes
        .route("/api/v1", agent.operatorApi())
        .route("/slave(1)/api/v1", agent.operatorApi())
        .route("/api/v1/executor", agent.executorApi())
        .route("/slave(1)/api/v1/executor", agent.executorApi());
  }

  private void detected(MortalStage life, Agent agent, Optional<Term> term) {
    if (life.isAlive()) {
      agent.detected(term.map(t -> wired(life, agent, t)).orElse(null));
    }
  }

  /** The way to a master and back; it ends with either. */
  private WiredMaster wired(MortalStage life, Agent agent, Term term) {
    Wire wire =
        (letter, delivery) ->
            life.execute(
                () -> {
                  if (term.life().isAlive()) {
                    ground.traffic().chronicle().passed(port.number(), letter);
                    delivery.run();
                  }
                });
    Wire back =
        (letter, delivery) ->
            wire.carry(
                letter,
                () -> {
                  delivery.run();
                  agent.id().ifPresent(id -> registered.complete(id.getValue()));
                });
    Wire there = disruption.around(ground.settings().wiring.apply(wire));
    return new WiredMaster(term.master().link(), there, disruption.around(back));
  }

  private void become(State next) {
    if (!TRANSITIONS.getOrDefault(state, Set.of()).contains(next)) {
      throw new IllegalStateException(this + ": " + state + " cannot be " + next);
    }
    state = next;
  }

  /** Ends the agent's process, as by {@code kill -9}. */
  void kill() {
    ground.refuseOnStage();
    lock.lock();
    try {
      Run dying = running();
      if (state != State.RUNNING) {
        throw new IllegalStateException(this + ": " + state + " (expected: one that runs)");
      }
      fault("its process is killed");
      onStage(dying.agent()::crash);
      become(State.KILLED);
      dying.doors().close();
    } finally {
      lock.unlock();
    }
  }

  /** The agent has ended because the master did not want it. */
  private void shutDown(String reason) {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      // The cluster is being closed, and the agent with it.
      Thread.currentThread().interrupt();
      return;
    }
    try {
      Run dead = run;
      if (dead != null) {
        dead.doors().close();
        become(State.SHUT_DOWN);
        registered.completeExceptionally(
            new IllegalStateException("the master ended the agent at " + uri() + ": " + reason));
        int address = port.number();
        // An event: those who wait for a state look again.
        ground
            .stage()
            .execute(
                () ->
                    ground
                        .traffic()
                        .chronicle()
                        .add(() -> "   agent " + address + " has ended: " + reason));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Starts another process in the place of one that has ended. */
  void restart() throws IOException {
    restart(Agent::restart);
  }

  /** As {@link #restart}, without what the process before knew of itself. */
  void restartAsNew() throws IOException {
    restart(
        agent -> {
          agent.restartAsNew();
          registered = new CompletableFuture<>();
        });
  }

  private void restart(Consumer<Agent> how) throws IOException {
    ground.refuseOnStage();
    lock.lock();
    try {
      Run dead = running();
      if (state == State.RUNNING) {
        throw new IllegalStateException(this + ": it runs (expected: one that has ended)");
      }
      fault("another process takes its place");
      AgentDoors doors = AgentDoors.open(ground, port, dead.life(), directory);
      run = new Run(doors, dead.life(), dead.agent());
      become(State.RUNNING);
      onStage(() -> how.accept(dead.agent()));
      doors.serve(routes(dead.agent()));
    } finally {
      lock.unlock();
    }
  }

  State state() {
    return state;
  }

  /** Writes down what somebody does to the agent. */
  void fault(String what) {
    ground.traffic().chronicle().fault("agent " + port.number() + ", " + what);
  }

  private void onStage(Runnable work) {
    boolean unused =
        ground
            .stage()
            .call(
                () -> {
                  work.run();
                  return true;
                });
  }

  private Run running() {
    Run now = run;
    if (now == null) {
      throw new IllegalStateException("the cluster is closed");
    }
    return now;
  }

  /** Ends the agent and all that it runs. Nothing is reported of that. */
  void close() throws IOException {
    lock.lock();
    try {
      Run ending = run;
      if (ending == null) {
        return;
      }
      run = null;
      become(State.CLOSED);
      try {
        ending.agent().close();
      } finally {
        ending.life().die();
        ending.doors().close();
      }
    } finally {
      lock.unlock();
    }
  }
}
