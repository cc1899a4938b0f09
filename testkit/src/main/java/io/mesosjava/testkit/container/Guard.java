package io.mesosjava.testkit.container;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shell that ends what the JVM leaves behind.
 *
 * <p>It reads its orders from a pipe whose other end only this JVM holds. The end of that pipe, be
 * it by {@link #close} or because the JVM was killed, makes it kill every process group that it was
 * told to hold, and every process with a sandbox below its root directory; then it exits. It knows
 * these by their environment, or by what they write into: a process must shed both to escape. It
 * does the same once when it starts, for what an earlier run may have left. A signal to a group
 * costs no fork: {@code kill} is part of the shell.
 *
 * <p>Thread-safe. A guard that somebody ended is replaced at the next order.
 */
final class Guard implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final long EXIT_SECONDS = 10;

  private static final String SCRIPT =
      """
      trap '' HUP INT QUIT TERM
      marked() {
        grep -lF "MESOS_SANDBOX=$1" /proc/[0-9]*/environ
        ls -l /proc/[0-9]*/fd/1 /proc/[0-9]*/fd/2 | grep -F -e "-> $1" |
          sed -n 's|.* \\(/proc/[0-9]*/fd/[12]\\) -> .*/std[a-z]*\\( (deleted)\\)*$|\\1|p'
      }
      sweep() {
        n=0
        while [ $n -lt 50 ]; do
          n=$((n + 1)) found=
          for f in $(marked "$1" 2>/dev/null); do
            p=${f#/proc/}
            kill -s KILL "${p%%/*}" 2>/dev/null && found=1
          done
          [ "$found" ] || return 0
        done
      }
      [ "$2" = sweep ] && sweep "$1"
      echo ready
      held=' '
      while read -r order arguments; do
        case $order in
          hold) held="$held$arguments " ;;
          release)
            case $held in
              *" $arguments "*) held="${held%%" $arguments "*} ${held#*" $arguments "}" ;;
            esac ;;
          signal) kill -s $arguments 2>/dev/null ;;
        esac
      done
      for p in $held; do kill -s KILL -- "-$p" 2>/dev/null; done
      sweep "$1"
      """;

  private final Path root;
  private final Set<Long> held = new LinkedHashSet<>();
  private @Nullable Process process;
  private boolean closed;
  private volatile boolean ending;

  /**
   * Takes charge of a work directory, and ends what is left there of earlier runs. Blocks for that.
   */
  Guard(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(root);
    awaitPredecessor();
    process = start("sweep");
  }

  /** Below it are all sandboxes. */
  Path root() {
    return root;
  }

  /**
   * From now on the group dies with this JVM.
   *
   * @throws IOException if this guard is closed already: the group must not live
   */
  synchronized void hold(long group) throws IOException {
    if (closed) {
      throw new IOException("The process guard of " + root + " is closed");
    }
    order("hold " + group);
    held.add(group);
  }

  /** The group is gone. */
  synchronized void release(long group) throws IOException {
    if (held.remove(group)) {
      order("release " + group);
    }
  }

  /**
   * Sends a signal to processes, and to the groups whose number is given with a minus; those that
   * are gone are skipped.
   */
  synchronized void signal(Signal signal, Collection<Long> targets) throws IOException {
    if (!targets.isEmpty()) {
      String all = targets.stream().map(String::valueOf).collect(Collectors.joining(" "));
      order("signal " + signal + " -- " + all);
    }
  }

  /** {@link #close} is near: from now on it is needless to look for what a container leaves. */
  void ending() {
    ending = true;
  }

  boolean isEnding() {
    return ending;
  }

  /** Ends everything that is held or has its sandbox here, and waits until that is done. */
  @Override
  public void close() throws IOException {
    Process last;
    synchronized (this) {
      closed = true;
      last = process;
      process = null;
    }
    if (last == null) {
      return;
    }
    last.getOutputStream().close();
    try {
      if (!last.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The process guard of {} did not end within {} s", root, EXIT_SECONDS);
        last.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(pidFile());
  }

  private void order(String line) throws IOException {
    if (closed) {
      return; // Everything that could be signalled is being killed.
    }
    try {
      write(line);
    } catch (IOException e) {
      LOG.warn("The process guard of {} is gone ({}): starting another", root, e.getMessage());
      process = null;
      for (long group : held) {
        write("hold " + group);
      }
      write(line);
    }
  }

  private void write(String line) throws IOException {
    if (process == null) {
      process = start("keep");
    }
    OutputStream orders = process.getOutputStream();
    orders.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    orders.flush();
  }

  private Process start(String mode) throws IOException {
    Process shell =
        new ProcessBuilder(
                Shell.inNewSession(Shell.SH, "-c", SCRIPT, "mesos-guard", sandboxes(), mode))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String answer =
        new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.US_ASCII))
            .readLine();
    if (!"ready".equals(answer)) {
      shell.destroyForcibly();
      throw new IOException("The process guard of " + root + " did not start: " + answer);
    }
    Files.writeString(pidFile(), shell.pid() + "\n");
    return shell;
  }

  /** An earlier run's guard may still be at work: what it kills must not be what we start. */
  private void awaitPredecessor() throws IOException {
    if (!Files.exists(pidFile())) {
      return;
    }
    String pid = Files.readString(pidFile()).strip();
    ProcessHandle predecessor =
        pid.matches("\\d{1,18}") ? ProcessHandle.of(Long.parseLong(pid)).orElse(null) : null;
    if (predecessor == null || !isGuard(predecessor)) {
      return;
    }
    try {
      predecessor.onExit().get(EXIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while awaiting the guard of an earlier run");
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("The guard " + pid + " of an earlier run of " + root + " is stuck", e);
    }
  }

  private static boolean isGuard(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("mesos-guard");
  }

  /** What all sandboxes begin with: those of executors and those of standalone containers. */
  private String sandboxes() {
    return root + "/";
  }

  private Path pidFile() {
    return root.resolve("guard.pid");
  }
}
