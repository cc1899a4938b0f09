package io.mesosjava.framework.task;

import com.google.protobuf.InvalidProtocolBufferException;
import io.mesosjava.v1.TaskStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The bytes of a {@link FileTaskStore}: a header, then entries. An entry is its length and checksum
 * (4 bytes each, big-endian, of what follows), one byte for its kind, and a {@code TaskStatus} to
 * keep or the id of a task to forget.
 */
final class TaskLog {

  /** What a file holds: its tasks, in how many entries, and where the last complete one ends. */
  record Content(Map<String, TrackedTask> tasks, int entries, long end) {}

  private static final byte[] HEADER = "mesos-java tasks 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int FRAME = 2 * Integer.BYTES;
  private static final byte SAVED = 1;
  private static final byte REMOVED = 2;

  private TaskLog() {}

  static ByteBuffer header() {
    return ByteBuffer.wrap(HEADER.clone());
  }

  static ByteBuffer saved(TrackedTask task) {
    return entry(SAVED, task.toStatus().toByteArray());
  }

  static ByteBuffer removed(String id) {
    return entry(REMOVED, id.getBytes(StandardCharsets.UTF_8));
  }

  static ByteBuffer all(Collection<TrackedTask> tasks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HEADER);
    tasks.forEach(task -> out.writeBytes(saved(task).array()));
    return ByteBuffer.wrap(out.toByteArray());
  }

  private static ByteBuffer entry(byte kind, byte[] content) {
    ByteBuffer entry = ByteBuffer.allocate(FRAME + 1 + content.length);
    entry.position(FRAME).put(kind).put(content).flip();
    entry.putInt(0, 1 + content.length);
    entry.putInt(Integer.BYTES, checksum(entry.array(), FRAME, 1 + content.length));
    return entry;
  }

  private static int checksum(byte[] bytes, int start, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, start, length);
    return (int) checksum.getValue();
  }

  /**
   * Reads all entries. What a crash has left at the end, an entry cut short or not all on the disk,
   * is no entry.
   */
  static Content read(Path path, byte[] bytes) throws IOException {
    int header = Math.min(bytes.length, HEADER.length);
    if (!Arrays.equals(bytes, 0, header, HEADER, 0, header)) {
      throw new IOException(path + ": not a file of tasks (expected: it starts with 'mesos-java')");
    }
    Map<String, TrackedTask> tasks = new LinkedHashMap<>();
    if (header < HEADER.length) {
      return new Content(tasks, 0, 0);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int entries = 0;
    int position = HEADER.length;
    while (bytes.length - position >= FRAME) {
      int length = in.getInt(position);
      int rest = bytes.length - position - FRAME;
      if (length < 1) {
        if (isZero(bytes, position)) {
          break; // The file had grown, and its bytes had not been written.
        }
        throw corrupt(path, position, "length " + length);
      }
      if (length > rest) {
        break;
      }
      int start = position + FRAME;
      if (checksum(bytes, start, length) != in.getInt(position + Integer.BYTES)) {
        if (length == rest) {
          break;
        }
        throw corrupt(path, position, "wrong checksum");
      }
      apply(tasks, path, position, Arrays.copyOfRange(bytes, start, start + length));
      position = start + length;
      entries++;
    }
    return new Content(tasks, entries, position);
  }

  private static boolean isZero(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static void apply(Map<String, TrackedTask> tasks, Path path, int position, byte[] entry)
      throws IOException {
    byte[] content = Arrays.copyOfRange(entry, 1, entry.length);
    switch (entry[0]) {
      case SAVED -> {
        TrackedTask task = task(path, position, content);
        tasks.put(task.id(), task);
      }
      case REMOVED -> tasks.remove(new String(content, StandardCharsets.UTF_8));
      default -> throw corrupt(path, position, "entry of kind " + entry[0]);
    }
  }

  private static TrackedTask task(Path path, int position, byte[] content) throws IOException {
    try {
      return TrackedTask.of(TaskStatus.parseFrom(content));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      IOException corrupt = corrupt(path, position, "no task");
      corrupt.initCause(e);
      throw corrupt;
    }
  }

  private static IOException corrupt(Path path, int position, String what) {
    return new IOException(
        path + ": " + what + " at byte " + position + " (expected: what a store has written)");
  }
}
