package io.mesosjava.testkit.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A scenario that was recorded from a real Mesos, in one codec.
 *
 * @param agents the attributes of each agent that it had
 * @param end up to when it can be played: a process that ended is not started again here
 */
record Recording(String name, List<String> agents, List<RecordedExchange> exchanges, long end) {

  /** Reads {@code <shared>/recordings/<scenario>/<codec>}. */
  static Recording read(Path shared, String scenario, String codec) throws IOException {
    Path folder = shared.resolve("recordings").resolve(scenario).resolve(codec);
    Json manifest = Json.read(folder.resolve("manifest.json"));
    List<RecordedExchange> exchanges = new ArrayList<>();
    long end = Long.MAX_VALUE;
    for (Json entry : manifest.get("entries").items()) {
      if (entry.get("type").text().equals("exchange")) {
        exchanges.add(RecordedExchange.read(folder, entry));
      } else if (entry.get("description").text().contains("started again")) {
        end = Math.min(end, entry.get("ms").number());
      }
    }
    List<String> agents =
        manifest.get("agent_flags").items().stream().map(Recording::attributes).toList();
    return new Recording(scenario + "/" + codec, agents, exchanges, end);
  }

  private static String attributes(Json flags) {
    return flags.items().stream()
        .map(Json::text)
        .filter(flag -> flag.startsWith("--attributes="))
        .map(flag -> flag.substring("--attributes=".length()))
        .findFirst()
        .orElse("");
  }

  static boolean present(Path shared) {
    return Files.isDirectory(shared.resolve("recordings"));
  }
}
