package io.mesosjava.testkit.container;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The containers of one work directory. Only one instance at a time can have a directory.
 *
 * <p>Thread-safe. All methods block and are not for the stage.
 */
public final class Containers implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(Containers.class);
  private static final Duration POLITE = Duration.ofSeconds(1);
  private static final Duration FORCED = Duration.ofSeconds(10);

  /**
   * Those of this JVM. A process must not even open the lock file of a directory that it has:
   * closing it again would give the lock away.
   */
  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final Executor workers;
  private final FileChannel lockFile;
  private final long maxFileSize;
  private final Set<Container> running = ConcurrentHashMap.newKeySet();
  private final Object lock = new Object();
  // Guarded by lock. Nothing needs a guard before the first container.
  private @Nullable Guard guard;
  private boolean closed;

  private Containers(Path root, Executor workers, FileChannel lockFile, long maxFileSize) {
    this.root = root;
    this.workers = workers;
    this.lockFile = lockFile;
    this.maxFileSize = maxFileSize;
  }

  /**
   * Takes a work directory, makes it if need be, and ends what an earlier run may have left running
   * in it.
   *
   * @param workers does what follows the end of a process
   * @throws IOException if the directory cannot be written or somebody else has it
   */
  public static Containers open(Path workDirectory, Executor workers) throws IOException {
    return open(workDirectory, workers, 0);
  }

  /**
   * As {@link #open(Path, Executor)}, with a limit.
   *
   * @param maxFileSize bytes that a file may have which a container writes; 0 if any number
   */
  public static Containers open(Path workDirectory, Executor workers, long maxFileSize)
      throws IOException {
    Path root = WorkDirectory.make(workDirectory);
    if (!TAKEN.add(root)) {
      throw taken(root);
    }
    try {
      return open(root, workers, lock(root), maxFileSize);
    } catch (IOException | RuntimeException e) {
      TAKEN.remove(root);
      throw e;
    }
  }

  private static Containers open(
      Path root, Executor workers, FileChannel lockFile, long maxFileSize) throws IOException {
    Containers containers = new Containers(root, workers, lockFile, maxFileSize);
    try {
      if (Files.exists(root.resolve("slaves")) || Files.exists(root.resolve("containers"))) {
        containers.guard = new Guard(root);
      }
      return containers;
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  /** The work directory without symbolic links: the one that processes see. */
  public Path root() {
    return root;
  }

  /** Makes a container whose command waits for {@link Container#start}. */
  public Container create(Launch launch) throws IOException {
    Container container = Container.create(launch.withMaxFileSize(maxFileSize), guard(), workers);
    running.add(container);
    CompletableFuture<?> unused =
        container
            .ended()
            .whenComplete((status, problem) -> running.remove(container))
            .toCompletableFuture();
    return container;
  }

  /** Makes pipes for a container that is to be made. */
  public Pipes pipes() throws IOException {
    return Pipes.open(guard());
  }

  /** Ends all containers, politely first, and lets the directory go. */
  @Override
  public void close() throws IOException {
    Guard last;
    boolean first;
    synchronized (lock) {
      first = !closed;
      closed = true;
      last = guard;
    }
    if (!first) {
      // Somebody else is at it: what they end needs our caller's threads.
      boolean unused = awaitEnd(FORCED);
      return;
    }
    if (last != null) {
      last.ending();
      for (Container container : running) {
        container.terminateGroup();
      }
      awaitEnd(POLITE);
      last.close();
    }
    if (!awaitEnd(FORCED)) {
      LOG.warn("Containers of {} survived SIGKILL: {}", root, running);
    }
    lockFile.close();
    TAKEN.remove(root);
  }

  private Guard guard() throws IOException {
    synchronized (lock) {
      if (closed) {
        throw new IOException("The containers of " + root + " are closed");
      }
      if (guard == null) {
        guard = new Guard(root);
      }
      return guard;
    }
  }

  private boolean awaitEnd(Duration patience) throws IOException {
    CompletableFuture<?> all =
        CompletableFuture.allOf(
            running.stream()
                .map(container -> container.ended().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    try {
      all.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IOException("The end of a container of " + root + " was not understood", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    FileChannel file = lockFile(root);
    FileLock lock = file.tryLock();
    if (lock == null) {
      file.close();
      throw taken(root);
    }
    return file;
  }

  private static FileChannel lockFile(Path root) throws IOException {
    try {
      return FileChannel.open(
          root.resolve("agent.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw WorkDirectory.unusable(root, e);
    }
  }

  private static IOException taken(Path root) {
    return new IOException(
        "work directory: " + root + " (expected: one that no other agent is using)");
  }
}
