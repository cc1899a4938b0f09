package io.mesosjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo in a process of its own, which serves its executor to the agents by HTTP. */
class ServedExecutorTest {

  @Test
  void agentsFetchTheExecutor(@TempDir Path directory) throws Exception {
    Process demo =
        new ProcessBuilder(
                Jars.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Jars.ofThisProcess(directory),
                Main.class.getName(),
                "demo",
                "--executor=custom",
                "--server.address=127.0.0.1:0",
                "--tasks=2",
                "--command=test -f 0.jar")
            .redirectErrorStream(true)
            .start();
    String output = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(demo.waitFor()).as(output).isZero();
    assertThat(output)
        .contains("serving the executor at http://127.0.0.1:")
        .contains("2 of 2 tasks finished");
  }
}
