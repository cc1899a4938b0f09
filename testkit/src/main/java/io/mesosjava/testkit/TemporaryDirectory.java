package io.mesosjava.testkit;

import io.mesosjava.testkit.container.Containers;
import io.mesosjava.testkit.container.Sandbox;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that goes with its cluster. One that is left because its JVM was killed goes when the
 * next one is made, with all processes that still have their sandbox there.
 *
 * <p>Its name has the id of the process that it belongs to; that it still does, is told by a lock.
 */
final class TemporaryDirectory implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(TemporaryDirectory.class);

  private static final String PREFIX = "mesos-cluster-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-.*");
  private static final String LOCK = "cluster.lock";

  /** Without a lock it may just be being made. */
  private static final Duration YOUTH = Duration.ofMinutes(1);

  private final Path path;
  private final FileChannel lock;

  private TemporaryDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Makes one, and removes what was left of others. */
  static TemporaryDirectory make() throws IOException {
    Path path = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
    Path unnamed = path.resolve(LOCK + ".new");
    FileChannel lock =
        FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    // Nobody else has it; waiting for it would fail in a thread that is interrupted.
    var unused = lock.tryLock();
    // Seen only when it is locked: others must not take us for dead in between.
    Files.move(unnamed, path.resolve(LOCK));
    removeAbandoned(path.resolveSibling("."));
    return new TemporaryDirectory(path, lock);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      Sandbox.delete(path);
    }
  }

  private static void removeAbandoned(Path parent) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path candidate : all) {
        try {
          removeIfAbandoned(candidate.normalize());
        } catch (IOException e) {
          // It is another user's, or somebody else is removing it.
          LOG.debug("Cannot remove {}", candidate, e);
        }
      }
    }
  }

  private static void removeIfAbandoned(Path directory) throws IOException {
    Matcher name = NAME.matcher(directory.getFileName().toString());
    // Of our own, the lock file must not be opened: closing it would give the lock away.
    if (!name.matches() || Long.parseLong(name.group(1)) == ProcessHandle.current().pid()) {
      return;
    }
    Path lockFile = directory.resolve(LOCK);
    if (!Files.exists(lockFile)) {
      Instant youngest = Instant.now().minus(YOUTH);
      if (Files.getLastModifiedTime(directory).toInstant().isBefore(youngest)) {
        Sandbox.delete(directory);
      }
      return;
    }
    try (FileChannel file = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock owned = file.tryLock()) {
      if (owned != null) {
        LOG.info("Removing {}, whose JVM was killed", directory);
        remove(directory);
      }
    }
  }

  private static void remove(Path directory) throws IOException {
    try (DirectoryStream<Path> agents = Files.newDirectoryStream(directory, "agent-*")) {
      for (Path agent : agents) {
        // What still runs there is ended when it is taken.
        Containers.open(agent, Runnable::run).close();
      }
    }
    Sandbox.delete(directory);
  }
}
