package io.mesosjava.framework.task;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Tasks in a file. Each change is appended and forced to the disk before the call returns; when
 * much of the file is out of date, it is written anew beside the old one, forced, and put in its
 * place in one step. A crash at any moment leaves what was saved before, and an entry that it cut
 * off is dropped; anything else that is wrong with the file fails {@link #load}.
 *
 * <p>A second file, its name with {@code .lock} added, keeps other stores away, those of other
 * processes included. A full or broken disk fails the change; later ones may go well again.
 *
 * <p>Not thread-safe: a tracker calls it from one thread at a time.
 */
public final class FileTaskStore implements TaskStore {

  private static final int LEAST_TO_COMPACT = 1000;

  private final Path path;

  /** The lock is held until its file is closed. */
  private final FileChannel lockFile;

  private final Map<String, TrackedTask> tasks = new LinkedHashMap<>();
  private FileChannel file;
  private long end;
  private int entries;

  private FileTaskStore(Path path, FileChannel lockFile) throws IOException {
    this.path = path;
    this.lockFile = lockFile;
    this.file = openFile(path);
    read();
  }

  /**
   * Opens, or makes, the store in the file {@code path}; its directory must exist.
   *
   * @throws IOException if it cannot be opened, another store has it open, or its content is not
   *     what a store has written; the message says where
   */
  public static FileTaskStore open(Path path) throws IOException {
    Objects.requireNonNull(path, "path");
    FileChannel lockFile =
        FileChannel.open(
            path.resolveSibling(path.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      lock(path, lockFile);
      return new FileTaskStore(path, lockFile);
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  private static void lock(Path path, FileChannel lockFile) throws IOException {
    try {
      if (lockFile.tryLock() == null) {
        throw new IOException(path + " is open in another process");
      }
    } catch (OverlappingFileLockException e) {
      throw new IOException(path + " is open in another store of this process", e);
    }
  }

  private static FileChannel openFile(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private void read() throws IOException {
    try {
      TaskLog.Content content = TaskLog.read(path, Files.readAllBytes(path));
      tasks.putAll(content.tasks());
      entries = content.entries();
      end = content.end();
      if (end == 0) {
        append(TaskLog.header());
        forceDirectory();
      }
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public List<TrackedTask> load() {
    return new ArrayList<>(tasks.values());
  }

  @Override
  public void save(TrackedTask task) throws IOException {
    append(TaskLog.saved(task));
    tasks.put(task.id(), task);
    changed();
  }

  @Override
  public void remove(String id) throws IOException {
    if (tasks.containsKey(id)) {
      append(TaskLog.removed(id));
      tasks.remove(id);
      changed();
    }
  }

  private void changed() throws IOException {
    entries++;
    if (entries > LEAST_TO_COMPACT && entries > 4 * tasks.size()) {
      compact();
    }
  }

  /** Writes at the known end: what a crash or a failed attempt has left behind it goes first. */
  private void append(ByteBuffer bytes) throws IOException {
    if (file.size() > end) {
      file.truncate(end);
    }
    end = write(file, bytes, end);
  }

  private static long write(FileChannel channel, ByteBuffer bytes, long start) throws IOException {
    long position = start;
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
    channel.force(false);
    return position;
  }

  /** If this fails half way, the old file is still there and complete. */
  private void compact() throws IOException {
    Path next = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(next);
    FileChannel written = openFile(next);
    try {
      long size = write(written, TaskLog.all(tasks.values()), 0);
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      file.close();
      file = written;
      end = size;
      entries = tasks.size();
    } catch (IOException | RuntimeException e) {
      written.close();
      throw e;
    }
    forceDirectory();
  }

  /** The new name has to be on the disk, too. */
  private void forceDirectory() throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      lockFile.close();
    }
  }
}
