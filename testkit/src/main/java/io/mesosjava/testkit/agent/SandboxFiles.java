package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.v1.FileInfo;
import io.mesosjava.v1.TimeInfo;
import io.mesosjava.v1.agent.Response.ListFiles;
import io.mesosjava.v1.agent.Response.ReadFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The files in the sandboxes of an agent, and no others. Blocks; not for the stage.
 *
 * <p>A sandbox is known by its real path and by {@code
 * /frameworks/<framework>/executors/<executor>/runs/<container or latest>}.
 */
final class SandboxFiles {

  /** Where a real agent shows its log. This one logs where its JVM does, so the file is empty. */
  private static final String LOG = "/slave/log";

  private static final int MAX_BYTES = 16 * 4096;

  /** {@code <agent>/frameworks/<framework>/executors/<executor>/runs/<container>}. */
  private static final int SANDBOX_NAMES = 7;

  private final Path sandboxes;

  SandboxFiles(Path workDirectory) {
    sandboxes = workDirectory.resolve("slaves");
  }

  /** What is in a directory; nothing is in a file. */
  ListFiles list(String path, String agent) throws IOException, Refusal {
    Path directory = resolve(path, agent);
    ListFiles.Builder files = ListFiles.newBuilder();
    if (Files.isDirectory(directory)) {
      for (Path file : children(directory)) {
        files.addFileInfos(info(path, file));
      }
    }
    return files.build();
  }

  /**
   * A part of a file, as much as one answer can hold.
   *
   * @param offset unsigned
   */
  ReadFile read(String path, String agent, long offset, long length) throws IOException, Refusal {
    if (path.equals(LOG)) {
      return ReadFile.newBuilder().setSize(0).setData(ByteString.EMPTY).build();
    }
    Path file = resolve(path, agent);
    if (Files.isDirectory(file)) {
      throw Refusal.badRequest("Cannot read a directory.\n");
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      boolean inside = offset >= 0 && offset < size;
      long wanted = length < 0 ? MAX_BYTES : Math.min(length, MAX_BYTES);
      ByteBuffer data = ByteBuffer.allocate(inside ? (int) Math.min(wanted, size - offset) : 0);
      if (inside) {
        channel.position(offset);
      }
      int count = 0;
      while (data.hasRemaining() && count >= 0) {
        count = channel.read(data);
      }
      return ReadFile.newBuilder().setSize(size).setData(ByteString.copyFrom(data.flip())).build();
    }
  }

  private Path resolve(String path, String agent) throws IOException, Refusal {
    try {
      Path named =
          path.startsWith("/frameworks/")
              ? sandboxes.resolve(agent).resolve(path.substring(1))
              : Path.of(path);
      Path tidy = named.normalize();
      if (!tidy.startsWith(sandboxes)
          || tidy.getNameCount() < sandboxes.getNameCount() + SANDBOX_NAMES
          || !Files.exists(tidy)
          || !tidy.toRealPath().startsWith(sandboxes)) {
        throw Refusal.of(404, "");
      }
      return tidy;
    } catch (InvalidPathException e) {
      throw Refusal.of(404, "");
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static FileInfo info(String directory, Path file) throws IOException {
    Map<String, Object> facts = Files.readAttributes(file, "unix:*", LinkOption.NOFOLLOW_LINKS);
    long seconds =
        ((FileTime) facts.getOrDefault("lastModifiedTime", FileTime.fromMillis(0)))
            .to(TimeUnit.SECONDS);
    return FileInfo.newBuilder()
        .setPath(directory + (directory.endsWith("/") ? "" : "/") + file.getFileName())
        .setNlink((Integer) facts.getOrDefault("nlink", 1))
        .setSize((Long) facts.getOrDefault("size", 0L))
        .setMtime(TimeInfo.newBuilder().setNanoseconds(TimeUnit.SECONDS.toNanos(seconds)))
        .setMode((Integer) facts.getOrDefault("mode", 0))
        .setUid(String.valueOf(facts.get("owner")))
        .setGid(String.valueOf(facts.get("group")))
        .build();
  }
}
