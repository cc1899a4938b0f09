package io.mesosjava.cli;

import io.mesosjava.testkit.EmbeddedAgent;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.EmbeddedMaster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a cluster consists of, for people and for programs. */
final class Report {

  private Report() {}

  static String text(EmbeddedCluster cluster, Optional<String> control) {
    List<String> lines = new ArrayList<>();
    for (EmbeddedMaster master : cluster.masters()) {
      lines.add("master  " + master.uri() + (master.isLeading() ? "" : "   (follows)"));
    }
    for (EmbeddedAgent agent : cluster.agents()) {
      lines.add("agent   " + agent.uri() + "   " + agent.id());
    }
    control.ifPresent(uri -> lines.add("control " + uri));
    lines.add("ready; end with Ctrl-C");
    return String.join(System.lineSeparator(), lines);
  }

  /** One line. Nothing in it needs an escape. */
  static String json(EmbeddedCluster cluster, Optional<String> control) {
    String masters =
        cluster.masters().stream()
            .map(
                master ->
                    "{\"url\":\"%s\",\"running\":%b,\"leading\":%b}"
                        .formatted(master.uri(), master.isRunning(), master.isLeading()))
            .collect(Collectors.joining(",", "[", "]"));
    String agents =
        cluster.agents().stream()
            .map(
                agent ->
                    "{\"url\":\"%s\",\"running\":%b,\"id\":\"%s\"}"
                        .formatted(agent.uri(), agent.isRunning(), agent.id()))
            .collect(Collectors.joining(",", "[", "]"));
    return "{\"masters\":"
        + masters
        + ",\"agents\":"
        + agents
        + control.map(uri -> ",\"control\":\"" + uri + "\"").orElse("")
        + "}";
  }
}
