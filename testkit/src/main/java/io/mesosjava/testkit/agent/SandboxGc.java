package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.container.Sandbox;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.Timer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Removes the directories of executors and frameworks a while after they have ended, by the clock
 * of the stage, however full the disk is. Lives on the stage.
 */
final class SandboxGc {

  private final Stage stage;
  private final FileWork files;
  private final AgentLife life;
  private final Duration delay;
  private final Map<Path, Timer> scheduled = new HashMap<>();

  /**
   * Has nothing to remove yet.
   *
   * @param life of the agent: while its process is away, nothing is removed
   */
  SandboxGc(Stage stage, FileWork files, AgentLife life, Duration delay) {
    this.stage = stage;
    this.files = files;
    this.life = life;
    this.delay = delay;
  }

  /**
   * An executor has nothing to do or say any more.
   *
   * @param last whether its framework has nothing else here
   */
  void left(AgentExecutor executor, boolean last) {
    schedule(executor.sandbox());
    schedule(home(executor));
    if (last) {
      schedule(homeOfFramework(executor));
    }
  }

  /** There is an executor, perhaps of an id that was here before. */
  void came(AgentExecutor executor) {
    unschedule(home(executor));
    unschedule(homeOfFramework(executor));
  }

  /** What other agents have left in a directory where this one works now. */
  void came(Path workDirectory, String agent) {
    files.change(
        "look for what other agents have left",
        () -> {
          Path slaves = workDirectory.resolve("slaves");
          List<Path> others = others(slaves, agent);
          stage.execute(() -> others.forEach(this::schedule));
        });
  }

  private static List<Path> others(Path slaves, String agent) throws IOException {
    if (!Files.isDirectory(slaves)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(slaves)) {
      return all.filter(slave -> !slave.endsWith(agent)).toList();
    }
  }

  private static Path home(AgentExecutor executor) {
    return executor.sandbox().resolve("../..").normalize();
  }

  private static Path homeOfFramework(AgentExecutor executor) {
    return home(executor).resolve("../..").normalize();
  }

  private void schedule(Path directory) {
    unschedule(directory);
    scheduled.put(directory, stage.schedule(delay, () -> life.whenThere(() -> remove(directory))));
  }

  private void unschedule(Path directory) {
    Timer timer = scheduled.remove(directory);
    if (timer != null) {
      timer.cancel();
    }
  }

  private void remove(Path directory) {
    if (scheduled.remove(directory) != null) {
      files.change("remove " + directory, () -> Sandbox.delete(directory));
    }
  }
}
