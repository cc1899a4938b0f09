package io.mesosjava.framework.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A scheduler that dies without a word, and the one that is started in its place. */
class KilledSchedulerTest {

  private static final int TASKS = 3;

  @TempDir Path directory;

  @Test
  @Timeout(120)
  void aSchedulerThatIsKilledAndRestartedGoesOnWithItsTasks() throws Exception {
    Path go = directory.resolve("go");
    String command = "while ! test -e " + go + "; do sleep 0.1; done";
    try (TestMaster master = TestMaster.open()) {
      String id;
      try (RunningScheduler first = new RunningScheduler(master, command)) {
        id = first.await("connected");
        Set<String> running = new HashSet<>();
        while (running.size() < TASKS) {
          running.add(first.await("TASK_RUNNING"));
        }
      } // kill -9

      try (RunningScheduler second = new RunningScheduler(master, command)) {
        assertThat(second.await("connected")).isEqualTo(id);
        Files.createFile(go);
        Set<String> finished = new HashSet<>();
        while (finished.size() < TASKS) {
          finished.add(second.await("TASK_FINISHED"));
        }
        assertThat(second.awaitExit()).isZero();
        assertThat(directory.resolve("id")).as("torn down").doesNotExist();
      }
    }
  }

  /** A scheduler's process; closing kills it. */
  private final class RunningScheduler implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    RunningScheduler(TestMaster master, String command) throws IOException {
      process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-XX:TieredStopAtLevel=1",
                      "-XX:+UseSerialGC",
                      "-Xmx128m",
                      "-cp",
                      System.getProperty("java.class.path"),
                      SchedulerProcess.class.getName(),
                      master.uri().toString(),
                      directory.resolve("id").toString(),
                      Integer.toString(TASKS),
                      command))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      output = process.inputReader();
    }

    /** The other word of the next line that has {@code word}. */
    String await(String word) throws IOException {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.contains(word)) {
          return line.replace(word, "").strip();
        }
      }
      throw new AssertionError("the scheduler ended before it said " + word);
    }

    int awaitExit() throws InterruptedException {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    }

    @Override
    public void close() throws IOException {
      process.destroyForcibly();
      process.onExit().join();
      output.close();
    }
  }
}
