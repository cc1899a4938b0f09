package io.mesosjava.testkit.replay;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Wiring;
import io.mesosjava.testkit.link.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Clusters like the recorded ones, and where to find their parts. */
final class Stages {

  private Stages() {}

  static EmbeddedCluster launch(Recording recording, UnaryOperator<Wire> wiring) {
    EmbeddedCluster.Builder builder =
        EmbeddedCluster.builder()
            .masters(recording.masters())
            .sessionTimeout(Duration.ofSeconds(3))
            .agents(0)
            .seed(1)
            // By chance; when an agent registers, the gate decides.
            .registrationBackoff(Duration.ofMillis(1), Duration.ofMillis(100))
            .clockWoundByHand();
    if (!pings(recording).isZero()) {
      builder.agentPings(pings(recording), 3);
    }
    for (String attributes : recording.agents()) {
      builder.agent(resources(recording), attributes);
    }
    return Wiring.with(builder, wiring).launch();
  }

  /** The time between two pings of an agent, if agents are lost in the recording; else zero. */
  static Duration pings(Recording recording) {
    boolean pinged = recording.masterFlags().contains("--agent_ping_timeout=1secs");
    return Duration.ofSeconds(pinged ? 1 : 0);
  }

  private static String resources(Recording recording) {
    return recording.name().startsWith("09")
        ? "cpus:2;mem:1000;disk:1000;ports:[31000-32000]"
        : "cpus:8;mem:16000;disk:20000;ports:[31000-32000]";
  }

  /** What stands for recorded addresses and directories. */
  static Map<String, String> addresses(Recording recording, EmbeddedCluster cluster) {
    Map<String, String> addresses = new LinkedHashMap<>();
    recording
        .ports()
        .forEach(
            (name, port) ->
                addresses.put("127.0.0.1:" + port, server(cluster, name).getAuthority()));
    for (int i = 0; i < cluster.agents().size(); i++) {
      addresses.put(
          "/var/lib/mesos/agent" + (i + 1), cluster.agents().get(i).workDirectory().toString());
    }
    return addresses;
  }

  /** Where the one called {@code target} answers. */
  static URI server(EmbeddedCluster cluster, String target) {
    List<String> name = List.of(target.split("(?<=\\D)(?=\\d)|-"));
    boolean agent = name.get(0).equals("agent");
    int index = name.size() > 1 ? Integer.parseInt(name.get(name.size() - 1)) - 1 : 0;
    return agent ? cluster.agents().get(index).uri() : cluster.masters().get(index).uri();
  }
}
