package io.mesosjava.framework.store;

import io.mesosjava.v1.FrameworkID;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps the id as the one line of a file. A new id is written beside it, forced to the disk, and
 * moved into its place: whoever reads sees the old or the new one, whenever the machine stops.
 */
final class FileFrameworkIdStore implements FrameworkIdStore {

  /** Mesos' own limit (src/common/validation.cpp: validateID). */
  private static final int LONGEST_ID = 255;

  private static final int LONGEST_FILE = 4 * LONGEST_ID + 2;

  private final Path file;

  FileFrameworkIdStore(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public Optional<FrameworkID> load() throws IOException {
    String text;
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw garbage(Files.size(file) + " bytes");
      }
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (CharacterCodingException e) {
      throw garbage("bytes that are no UTF-8");
    }
    String id = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    check(id);
    return Optional.of(FrameworkID.newBuilder().setValue(id).build());
  }

  private void check(String id) throws IOException {
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      throw garbage(id.length() + " characters");
    }
    if (id.chars().anyMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\')) {
      throw garbage("a character that no id has");
    }
  }

  private IOException garbage(String found) {
    return new IOException(
        file + ": " + found + " (expected: one line with the id of a framework, or no file)");
  }

  @Override
  public void save(FrameworkID id) throws IOException {
    check(id.getValue());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    ByteBuffer bytes = ByteBuffer.wrap((id.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceDirectory();
  }

  @Override
  public void clear() throws IOException {
    if (Files.deleteIfExists(file)) {
      forceDirectory();
    }
  }

  /** A move and a removal are on the disk when the directory is. */
  private void forceDirectory() throws IOException {
    Path directory = Objects.requireNonNull(file.getParent(), "a file has a directory");
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public String toString() {
    return "FrameworkIdStore[" + file + "]";
  }
}
