package io.mesosjava.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The scheduler that the front page shows. */
class SmallestSchedulerTest {

  private static final Path ROOT = Path.of("..");

  @Test
  void runsItsTask() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch()) {
      assertThat(SmallestScheduler.run(cluster.master().getAuthority()))
          .isEqualTo(TaskState.TASK_FINISHED);
    }
  }

  @Test
  void isWhatTheFrontPageShows() throws Exception {
    List<String> source =
        Files.readAllLines(
            ROOT.resolve("examples/src/main/java/io/mesosjava/examples/SmallestScheduler.java"));
    int begin = indexOf(source, "// README begin");
    List<String> shown =
        source.subList(begin + 1, indexOf(source, "// README end")).stream()
            .map(line -> line.substring(4))
            .toList();

    assertThat(Files.readString(ROOT.resolve("README.md"))).contains(String.join("\n", shown));
  }

  private static int indexOf(List<String> lines, String text) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i;
      }
    }
    throw new AssertionError("no line with " + text);
  }
}
