package io.mesosjava.testkit;

import io.mesosjava.testkit.agent.Agent;
import io.mesosjava.testkit.agent.AgentConfig;
import io.mesosjava.testkit.agent.AgentTimers;
import io.mesosjava.testkit.api.MesosVersion;
import io.mesosjava.testkit.api.PlainEndpoints;
import io.mesosjava.testkit.http.HttpServer;
import io.mesosjava.testkit.http.IoLoop;
import io.mesosjava.testkit.http.Router;
import io.mesosjava.testkit.link.MasterLink;
import io.mesosjava.testkit.link.Wire;
import io.mesosjava.testkit.link.WiredMaster;
import io.mesosjava.testkit.master.Master;
import io.mesosjava.testkit.master.MasterConfig;
import io.mesosjava.testkit.stage.StageThread;
import io.mesosjava.v1.Address;
import io.mesosjava.v1.MasterInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Puts a cluster's parts together and takes them apart, in the order in which they need each other.
 */
final class Building {

  private static final String LOOPBACK = "127.0.0.1";

  private final ClusterConfig config;
  private final Demolition demolition = new Demolition();
  private final Random random;
  private final StageThread stage;
  private final IoLoop loop;
  private final List<EmbeddedAgent> agents = new ArrayList<>();
  private int masterPort;

  private Building(ClusterConfig config) {
    this.config = config;
    this.random = new Random(config.seed());
    stage = StageThread.start("mesos-cluster", config.clock());
    demolition.add(stage::close);
    loop = IoLoop.named("mesos-cluster-http");
    demolition.add(loop::close);
  }

  static Building raise(ClusterConfig config) {
    Building building = new Building(config);
    try {
      building.raise();
      return building;
    } catch (IOException e) {
      throw building.abandoned(new UncheckedIOException(e.getMessage(), e));
    } catch (RuntimeException e) {
      throw building.abandoned(e);
    }
  }

  private RuntimeException abandoned(RuntimeException cause) {
    try {
      demolition.run();
    } catch (IllegalStateException e) {
      cause.addSuppressed(e);
    }
    return cause;
  }

  ClusterConfig config() {
    return config;
  }

  StageThread stage() {
    return stage;
  }

  URI masterUri() {
    return uri(masterPort);
  }

  List<EmbeddedAgent> agents() {
    return List.copyOf(agents);
  }

  void demolish() {
    demolition.run();
  }

  private void raise() throws IOException {
    Path workDirectory = workDirectory();
    HttpServer server = listen(config.masterPort());
    Master master = raiseMaster(server);
    for (int i = 0; i < config.agents(); i++) {
      int port = config.agentPort() == 0 ? 0 : config.agentPort() + i;
      raiseAgent(master.link(), port, workDirectory.resolve("agent-" + (i + 1)));
    }
    // The first to go: schedulers see their streams break, not what becomes of their tasks.
    demolition.add(server::close);
  }

  private Path workDirectory() throws IOException {
    Path given = config.workDirectory();
    if (given != null) {
      return Files.createDirectories(given);
    }
    Path temporary = Files.createTempDirectory("mesos-cluster-");
    demolition.add(() -> Directories.delete(temporary));
    return temporary;
  }

  private Master raiseMaster(HttpServer server) {
    masterPort = server.port();
    MasterConfig masterConfig =
        new MasterConfig(
            masterInfo(masterPort),
            config.heartbeatInterval(),
            config.allocationInterval(),
            random);
    Master master = onStage(() -> Master.start(masterConfig, stage, server));
    demolition.add(() -> stage.execute(master::stop));
    return master;
  }

  private HttpServer listen(int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.bind(loop, stage, new InetSocketAddress(loopback, port));
    demolition.add(server::close);
    return server;
  }

  private MasterInfo masterInfo(int port) {
    byte[] seed = new byte[16];
    random.nextBytes(seed);
    MasterInfo.Builder info =
        MasterInfo.newBuilder()
            .setId(UUID.nameUUIDFromBytes(seed).toString())
            .setIp(16777343) // 127.0.0.1 in network byte order, read by a little-endian machine.
            .setPort(port)
            .setPid("master@" + LOOPBACK + ":" + port)
            .setHostname(LOOPBACK)
            .setVersion(MesosVersion.NUMBER)
            .setAddress(Address.newBuilder().setHostname(LOOPBACK).setIp(LOOPBACK).setPort(port));
    for (MasterInfo.Capability.Type type : MasterInfo.Capability.Type.values()) {
      if (type != MasterInfo.Capability.Type.UNKNOWN) {
        info.addCapabilities(MasterInfo.Capability.newBuilder().setType(type));
      }
    }
    return info.build();
  }

  private void raiseAgent(MasterLink master, int port, Path directory) throws IOException {
    HttpServer server = listen(port);
    AgentConfig agentConfig =
        new AgentConfig(
            LOOPBACK,
            LOOPBACK,
            server.port(),
            config.resources(),
            config.attributes(),
            directory,
            AgentTimers.mesos());
    Agent agent = Agent.open(agentConfig, stage);
    demolition.add(agent::close);
    Router routes = new Router();
    PlainEndpoints.addTo(routes, "/slave(1)");
    routes.route("/api/v1", agent.operatorApi()).route("/slave(1)/api/v1", agent.operatorApi());
    server.serve(routes);
    CompletableFuture<Void> registered = new CompletableFuture<>();
    Wire there = config.wiring().apply((letter, delivery) -> stage.execute(delivery));
    Wire back =
        (letter, delivery) ->
            stage.execute(
                () -> {
                  delivery.run();
                  registered.complete(null);
                });
    agent.start(new WiredMaster(master, there, back));
    registered.join();
    String id = onStage(() -> agent.id().orElseThrow().getValue());
    agents.add(new EmbeddedAgent(id, uri(server.port()), directory));
  }

  private <T> T onStage(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, stage).join();
  }

  private static URI uri(int port) {
    return URI.create("http://" + LOOPBACK + ":" + port);
  }
}
