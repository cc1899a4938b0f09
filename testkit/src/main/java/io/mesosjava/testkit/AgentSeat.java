package io.mesosjava.testkit;

import io.mesosjava.testkit.agent.Agent;
import io.mesosjava.testkit.agent.AgentConfig;
import io.mesosjava.testkit.api.PlainEndpoints;
import io.mesosjava.testkit.http.HttpServer;
import io.mesosjava.testkit.http.Port;
import io.mesosjava.testkit.http.Router;
import io.mesosjava.testkit.link.Disruption;
import io.mesosjava.testkit.link.Letter;
import io.mesosjava.testkit.link.Wire;
import io.mesosjava.testkit.link.WiredMaster;
import io.mesosjava.testkit.stage.MortalStage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The place of one agent: a port and a directory, and the process that runs there, if one does.
 *
 * <p>{@link #start} and {@link #close} block and are called one at a time, off the stage.
 */
final class AgentSeat {

  /** Nobody wants to read of them. */
  private static final Set<String> QUIET = Set.of("ping", "pong");

  private record Run(HttpServer server, MortalStage life, Agent agent) {}

  private final Ground ground;
  private final Port port;
  private final Settings.Equipment equipment;
  private final Path directory;
  private final Disruption disruption = new Disruption();
  private final CompletableFuture<String> registered = new CompletableFuture<>();
  private volatile @Nullable Run run;
  private volatile boolean killed;

  AgentSeat(Ground ground, Port port, Settings.Equipment equipment, Path directory) {
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

  /** The agent's id, once a master has given it one. */
  CompletionStage<String> registered() {
    return registered;
  }

  /** Starts the agent; it registers with whoever leads. */
  void start(Masters masters) throws IOException {
    Settings settings = ground.settings();
    MortalStage life = new MortalStage(ground.stage());
    HttpServer server = ground.listen(port, life, ground.traffic().ofAgent());
    AgentConfig config =
        new AgentConfig(
            Identity.LOOPBACK,
            Identity.LOOPBACK,
            port.number(),
            equipment.resources(),
            equipment.attributes(),
            directory,
            settings.agentTimers,
            ground.traffic().security().tokens().orElse(null));
    Agent agent;
    try {
      agent = Agent.open(config, life);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    run = new Run(server, life, agent);
    server.serve(routes(agent));
    masters.detect(term -> detected(life, agent, term));
  }

  private static Router routes(Agent agent) {
    Router routes = new Router();
    PlainEndpoints.addTo(routes, "/slave(1)");
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
                    note(letter);
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
    return new WiredMaster(term.master(), there, disruption.around(back));
  }

  private void note(Letter letter) {
    if (!QUIET.contains(letter.message())) {
      int number = port.number();
      ground.traffic().chronicle().add(() -> "   agent " + number + ": " + Wording.of(letter));
    }
  }

  /** Ends the agent's process, as by {@code kill -9}. */
  void kill() {
    Run dying = running();
    onStage(dying.agent()::crash);
    killed = true;
    dying.server().close();
  }

  /** Starts another process in the place of one that was killed. */
  void restart() throws IOException {
    Run dead = running();
    onStage(dead.agent()::restart);
    HttpServer server = ground.listen(port, dead.life(), ground.traffic().ofAgent());
    run = new Run(server, dead.life(), dead.agent());
    server.serve(routes(dead.agent()));
    killed = false;
  }

  boolean isKilled() {
    return killed;
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
      throw new IllegalStateException("the cluster has ended");
    }
    return now;
  }

  /** Ends the agent and all that it runs. Nothing is reported of that. */
  void close() throws IOException {
    Run ending = run;
    if (ending != null) {
      run = null;
      try {
        ending.agent().close();
      } finally {
        ending.life().die();
        ending.server().close();
      }
    }
  }
}
