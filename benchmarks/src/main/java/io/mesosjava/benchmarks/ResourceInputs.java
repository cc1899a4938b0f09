package io.mesosjava.benchmarks;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The offers and tasks for the resource benchmarks, the same as for mesos-go. They are read from
 * {@code reference/resource-algebra-inputs.json} below the folder {@code mesosjava.shared}, by
 * default {@code ../shared}.
 */
final class ResourceInputs {

  private final String text;

  ResourceInputs() throws IOException {
    text =
        Files.readString(
            Path.of(
                System.getProperty("mesosjava.shared", "../shared"),
                "reference",
                "resource-algebra-inputs.json"));
  }

  /** The messages of one part ({@code offer}, {@code other} or {@code task}) of a case. */
  List<Resource> messages(String name, String part) {
    int found = text.indexOf("\"name\":\"" + name + "\"");
    int start = text.indexOf("[", text.indexOf("\"" + part + "\":", found));
    int depth = 0;
    int end = start;
    do {
      char c = text.charAt(end++);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
    } while (depth > 0);
    return Resources.parse(text.substring(start, end)).messages();
  }
}
