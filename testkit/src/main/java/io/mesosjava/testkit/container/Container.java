package io.mesosjava.testkit.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * A process, everything that it starts, and its sandbox.
 *
 * <p>A container is made with its first process waiting; {@link #start} lets it run. It ends when
 * that process ends; whatever else is in it is killed then. Thread-safe; the methods block briefly
 * on pipes and {@code /proc} and are not for the stage.
 */
public final class Container {

  private final Launch launch;
  private final Guard guard;
  private final Process supervisor;
  private final long leader;
  private final CompletableFuture<ExitStatus> ended;
  private volatile boolean crashed;

  private Container(Launch launch, Guard guard, Process supervisor, long leader, Executor workers) {
    this.launch = launch;
    this.guard = guard;
    this.supervisor = supervisor;
    this.leader = leader;
    this.ended = supervisor.onExit().thenApplyAsync(this::finish, workers);
  }

  static Container create(Launch launch, Guard guard, Executor workers) throws IOException {
    Process supervisor = spawn(launch);
    try {
      long leader = Long.parseLong(readLine(supervisor.getInputStream()));
      guard.hold(leader);
      return new Container(launch, guard, supervisor, leader, workers);
    } catch (IOException | RuntimeException e) {
      supervisor.destroyForcibly();
      throw new IOException("The first process of " + launch.sandbox() + " did not start", e);
    }
  }

  /** The process that stands for the executor: it starts the command and waits for its end. */
  public long supervisorPid() {
    return supervisor.pid();
  }

  /** Process, group and session of the command. */
  public long pid() {
    return leader;
  }

  /** The working directory. */
  public Path sandbox() {
    return launch.sandbox();
  }

  /** What its first process and the one that stands for the executor have used. */
  public Usage usage() {
    return Usage.of(List.of(supervisor.pid(), leader));
  }

  /** The variables of the command. */
  public Map<String, String> environment() {
    return launch.environment();
  }

  /** Completes when the first process has ended; never exceptionally but for a bug. */
  public CompletionStage<ExitStatus> ended() {
    return ended;
  }

  /**
   * Whether the process that stands for the executor went before the command, so that nobody knows
   * how that one ended. To be asked when the container has ended.
   */
  public boolean crashed() {
    return crashed;
  }

  /** Bytes that a file of it may have; 0 if any number. */
  public long maxFileSize() {
    return launch.maxFileSize();
  }

  /**
   * Lets the command run.
   *
   * @throws IOException if the container has ended meanwhile; {@link #ended} tells how
   */
  public void start() throws IOException {
    try (OutputStream script = supervisor.getOutputStream()) {
      script.write(Supervisor.script(launch).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Sends a signal to every process of the container; those that are gone are skipped. */
  public void signal(Signal signal) throws IOException {
    if (ended.isDone()) {
      return; // The ids of its processes may be others' by now.
    }
    Set<Long> targets = ProcessTable.outsideGroup(leader, launch.guest() ? null : launch.sandbox());
    targets.remove(supervisor.pid());
    if (!launch.streams().terminal() || signal == Signal.KILL) {
      targets.add(-leader);
    }
    // What keeps a terminal would have something to say about a signal: it ends with its command.
    guard.signal(signal, targets);
  }

  /** Sends SIGTERM to the process group alone, which is all that takes no search. */
  void terminateGroup() throws IOException {
    guard.signal(Signal.TERM, Set.of(-leader));
  }

  /**
   * Tells the terminal that the command runs on, and who works there, another size.
   *
   * @throws IOException if it has none, or the size cannot be
   */
  public void resize(int rows, int columns) throws IOException {
    Path terminal =
        ProcessTable.terminalBelow(leader)
            .orElseThrow(() -> new IOException("Inappropriate ioctl for device"));
    Shell.run(
        List.of(
            "stty",
            "-F",
            terminal.toString(),
            "rows",
            Integer.toString(rows),
            "cols",
            Integer.toString(columns)));
  }

  private ExitStatus finish(Process process) {
    try (InputStream words = process.getInputStream()) {
      String text = new String(words.readAllBytes(), StandardCharsets.UTF_8);
      if (!guard.isEnding()) {
        signal(Signal.KILL);
      }
      guard.release(leader);
      crashed = !Supervisor.isWhole(text);
      ExitStatus status = Supervisor.status(text, process.exitValue());
      return launch.streams().terminal() ? status.unwrapped() : status;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process spawn(Launch launch) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Supervisor.command())
            .directory(launch.sandbox().toFile())
            .redirectErrorStream(true);
    try {
      builder.environment().clear();
      builder.environment().putAll(launch.environment());
      // What bears the mark is killed at the end; the supervisor must live to see the others die.
      builder.environment().remove(ProcessTable.MARK);
    } catch (IllegalArgumentException e) {
      throw new IOException("The environment has an illegal name or value: " + e.getMessage(), e);
    }
    return builder.start();
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int c;
    while ((c = in.read()) >= 0 && c != '\n') {
      line.append((char) c);
    }
    return line.toString();
  }
}
