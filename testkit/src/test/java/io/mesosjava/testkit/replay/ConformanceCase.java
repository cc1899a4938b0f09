package io.mesosjava.testkit.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One case: what to send under which circumstances, and what a real Mesos answered.
 *
 * @param sequence the name of the sequence that it is a step of; empty if it stands alone
 */
record ConformanceCase(
    String id, String area, String precondition, String sequence, Json request, Json response) {

  static List<ConformanceCase> read(Path shared) throws IOException {
    List<ConformanceCase> cases = new ArrayList<>();
    for (String line : Files.readAllLines(shared.resolve("conformance/public.jsonl"))) {
      Json json = Json.parse(line.getBytes(StandardCharsets.UTF_8));
      String sequence = json.get("sequence").isNull() ? "" : json.get("sequence").text();
      cases.add(
          new ConformanceCase(
              json.get("id").text(),
              json.get("area").text(),
              json.get("precondition").text(),
              sequence,
              json.get("request"),
              json.get("response")));
    }
    return cases;
  }

  static boolean present(Path shared) {
    return Files.exists(shared.resolve("conformance/public.jsonl"));
  }

  /** The first word of the precondition; the rest explains. */
  String circumstances() {
    return precondition.split("[:;]", 2)[0];
  }

  String match() {
    return response.get("match").text();
  }
}
