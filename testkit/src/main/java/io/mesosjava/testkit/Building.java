package io.mesosjava.testkit;

import io.mesosjava.testkit.container.WorkDirectory;
import io.mesosjava.testkit.http.IoLoop;
import io.mesosjava.testkit.http.Port;
import io.mesosjava.testkit.link.Disruption;
import io.mesosjava.testkit.stage.StageThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a cluster's parts together and takes them apart, in the order in which they need each other.
 */
final class Building {

  private final Demolition demolition = new Demolition();
  private final Ground ground;
  private final List<EmbeddedMaster> masterHandles = new ArrayList<>();
  private final List<EmbeddedAgent> agents = new ArrayList<>();
  private final Masters masters;
  private @Nullable Simulation simulation;
  private final AtomicBoolean isDemolished = new AtomicBoolean();

  private Building(Settings settings) throws IOException {
    Random random = new Random(settings.seed);
    try {
      StageThread stage = StageThread.start("mesos-cluster", settings.clock);
      demolition.add(stage::close);
      IoLoop loop = IoLoop.named("mesos-cluster-http");
      demolition.add(loop::close);
      Chronicle chronicle = new Chronicle(stage::now, settings);
      Traffic traffic = new Traffic(new Security(settings), chronicle);
      ground = new Ground(settings, stage, loop, random, traffic);
      Path workDirectory = workDirectory();
      masters = raiseMasters();
      raiseAgents(workDirectory);
      raiseSimulation();
      // The first to go: schedulers see their streams break, not what becomes of their tasks.
      demolition.add(masters::endAll);
    } catch (IOException | RuntimeException e) {
      abandon(e);
      throw e;
    }
  }

  static Building raise(Settings settings) {
    // Whoever is interrupted gets a whole cluster, or none, and is interrupted afterwards.
    boolean interrupted = Thread.interrupted();
    try {
      return new Building(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void abandon(Exception cause) {
    try {
      demolition.run();
    } catch (IllegalStateException e) {
      cause.addSuppressed(e);
    }
  }

  void refuseOnStage() {
    ground.refuseOnStage();
  }

  Settings settings() {
    return ground.settings();
  }

  StageThread stage() {
    return ground.stage();
  }

  Chronicle chronicle() {
    return ground.traffic().chronicle();
  }

  Security security() {
    return ground.traffic().security();
  }

  Faults faults() {
    return ground.traffic().faults();
  }

  Masters masters() {
    return masters;
  }

  List<EmbeddedMaster> masterHandles() {
    return List.copyOf(masterHandles);
  }

  List<EmbeddedAgent> agents() {
    return List.copyOf(agents);
  }

  /** What can go wrong between the masters and each agent, the simulated ones last. */
  List<Disruption> disruptions() {
    return Stream.concat(
            agents.stream().map(EmbeddedAgent::disruption),
            simulation == null ? Stream.of() : simulation.disruptions().stream())
        .toList();
  }

  /** Ends a task that runs in this JVM as if its executor had died. */
  void crash(String taskId) {
    if (simulation != null) {
      simulation.crash(taskId);
    }
  }

  /** Takes all apart; says what schedulers did not keep to while it stood. */
  List<String> demolish() {
    ground.refuseOnStage();
    boolean interrupted = Thread.interrupted();
    try {
      List<String> violations = isDemolished.getAndSet(true) ? List.of() : chronicle().violations();
      demolition.run();
      return violations;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Path workDirectory() throws IOException {
    Path given = settings().workDirectory;
    if (given != null) {
      Path unused = WorkDirectory.make(given);
      return given;
    }
    TemporaryDirectory temporary = TemporaryDirectory.make();
    demolition.add(temporary::close);
    return temporary.path();
  }

  private Masters raiseMasters() throws IOException {
    Masters raised = new Masters(ground, claim(settings().masterPort, settings().masters));
    demolition.add(raised::endAll);
    raised.startAll();
    raised.seats().forEach(seat -> masterHandles.add(new EmbeddedMaster(raised, seat)));
    return raised;
  }

  private void raiseAgents(Path workDirectory) throws IOException {
    List<Settings.Equipment> equipments = settings().equipments();
    List<Port> ports = claim(settings().agentPort, equipments.size());
    for (int i = 0; i < ports.size(); i++) {
      Path directory = workDirectory.resolve("agent-" + (i + 1));
      AgentSeat seat = new AgentSeat(ground, ports.get(i), equipments.get(i), directory, i);
      seat.start(masters);
      demolition.add(seat::close);
      agents.add(new EmbeddedAgent(seat));
    }
    // Each has an id when it has registered.
    agents.forEach(EmbeddedAgent::id);
  }

  private void raiseSimulation() {
    if (settings().simulatedAgents > 0) {
      Simulation raised = new Simulation(ground);
      demolition.add(raised::end);
      raised.start(masters);
      simulation = raised;
    }
  }

  /** Ports in a row, or any that are free. */
  private List<Port> claim(int first, int count) throws IOException {
    List<Port> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Port port = Ground.claim(first == 0 ? 0 : first + i);
      demolition.add(port::close);
      ports.add(port);
    }
    return ports;
  }
}
