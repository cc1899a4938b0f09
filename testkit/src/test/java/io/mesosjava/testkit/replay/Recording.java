package io.mesosjava.testkit.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A scenario that was recorded from a real Mesos, in one codec.
 *
 * @param ports of those that were asked, by their names
 * @param masterFlags of every master
 * @param agents the attributes of each agent that it had
 */
record Recording(
    String name,
    Map<String, Integer> ports,
    List<String> masterFlags,
    List<String> agents,
    List<RecordedExchange> exchanges,
    List<Action> actions) {

  /** Something that was done to the cluster, or seen in it, not by a call. */
  record Action(long ms, String description) {}

  /** Reads {@code <shared>/recordings/<scenario>/<codec>}. */
  static Recording read(Path shared, String scenario, String codec) throws IOException {
    Path folder = shared.resolve("recordings").resolve(scenario).resolve(codec);
    Json manifest = Json.read(folder.resolve("manifest.json"));
    List<RecordedExchange> exchanges = new ArrayList<>();
    List<Action> actions = new ArrayList<>();
    for (Json entry : manifest.get("entries").items()) {
      if (entry.get("type").text().equals("exchange")) {
        exchanges.add(RecordedExchange.read(folder, entry));
      } else {
        actions.add(new Action(entry.get("ms").number(), entry.get("description").text()));
      }
    }
    List<String> agents =
        manifest.has("agent_flags")
            ? manifest.get("agent_flags").items().stream().map(Recording::attributes).toList()
            : List.of("");
    List<String> flags = manifest.get("master_flags").items().stream().map(Json::text).toList();
    return new Recording(
        scenario + "/" + codec, ports(manifest, agents.size()), flags, agents, exchanges, actions);
  }

  private static Map<String, Integer> ports(Json manifest, int agents) {
    Map<String, Integer> ports = new TreeMap<>();
    if (manifest.has("ports")) {
      manifest.get("ports").members().forEach((name, port) -> ports.put(name, (int) port.number()));
      return ports;
    }
    ports.put("master", 7050);
    for (int i = 1; i <= agents; i++) {
      ports.put("agent" + i, 7050 + i);
    }
    return ports;
  }

  private static String attributes(Json flags) {
    return flags.items().stream()
        .map(Json::text)
        .filter(flag -> flag.startsWith("--attributes="))
        .map(flag -> flag.substring("--attributes=".length()))
        .findFirst()
        .orElse("");
  }

  int masters() {
    return Math.max(1, (int) ports.keySet().stream().filter(n -> n.startsWith("master-")).count());
  }

  static boolean present(Path shared) {
    return Files.isDirectory(shared.resolve("recordings"));
  }
}
