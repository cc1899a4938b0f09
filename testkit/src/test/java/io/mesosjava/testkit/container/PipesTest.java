package io.mesosjava.testkit.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipesTest {

  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  @TempDir private Path work;

  @AfterEach
  void stop() {
    workers.shutdown();
  }

  @Test
  void giveWhatWasWrittenAlsoAfterTheyWereClosed() throws IOException {
    try (Containers containers = Containers.open(work, workers)) {
      Pipes pipes = containers.pipes();
      Launch launch =
          Launch.shell(
              Files.createDirectories(work.resolve("sandbox")),
              "echo out; echo err >&2",
              Map.of("PATH", "/usr/bin:/bin"));
      Container container = containers.create(launch.with(pipes.streams()));
      container.start();
      container.ended().toCompletableFuture().join();

      pipes.close();

      assertThat(pipes.output().readAllBytes()).asString().isEqualTo("out\n");
      assertThat(pipes.errors().readAllBytes()).asString().isEqualTo("err\n");
    }
  }
}
