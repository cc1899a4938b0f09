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
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files in the sandboxes of an agent, and no others. Blocks; not for the stage.
 *
 * <p>A sandbox is known by its real path and by {@code
 * /frameworks/<framework>/executors/<executor>/runs/latest}.
 */
final class SandboxFiles {

  /** Where a real agent shows its log. This one logs where its JVM does, so the file is empty. */
  private static final Pattern LOG = Pattern.compile("/+slave/+log/*");

  private static final int MAX_BYTES = 16 * 4096;

  /** {@code <agent>/frameworks/<framework>/executors/<executor>/runs/<container>}. */
  private static final int SANDBOX_NAMES = 7;

  private static final String LATEST = "/runs/latest";
  private static final String VIRTUAL = "/frameworks/";

  /** {@code frameworks/<framework>/executors/<executor>/runs/latest}. */
  private static final int VIRTUAL_NAMES = 6;

  private static final Set<String> DOTS = Set.of(".", "..");

  private final Path sandboxes;
  private final Path volumes;

  SandboxFiles(Path workDirectory) {
    sandboxes = workDirectory.resolve("slaves");
    volumes = workDirectory.resolve("volumes");
  }

  /** What is in a directory; nothing is in a file. */
  ListFiles list(String path, String agent) throws IOException, Refusal {
    if (LOG.matcher(path).matches()) {
      return ListFiles.getDefaultInstance();
    }
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
    if (LOG.matcher(path).matches()) {
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

  /**
   * The file that a path means: the sandbox that it begins with, and what is below. As with Mesos,
   * dots count only below, and nobody gets out by them or by links.
   */
  private Path resolve(String path, String agent) throws IOException, Refusal {
    List<String> names = Stream.of(path.split("/")).filter(name -> !name.isEmpty()).toList();
    int length =
        path.startsWith(VIRTUAL) ? VIRTUAL_NAMES : sandboxes.getNameCount() + SANDBOX_NAMES;
    if (!path.startsWith("/") || names.size() < length) {
      throw Refusal.silent(404);
    }
    try {
      Path sandbox = sandbox(names.subList(0, length), agent);
      String below = String.join("/", names.subList(length, names.size()));
      Path file = sandbox.resolve(below).toRealPath();
      if (!file.startsWith(sandbox) && !file.startsWith(volumes)) {
        throw Refusal.badRequest(
            "'" + sandbox + (below.isEmpty() ? "" : "/" + below) + "' is inaccessible.\n");
      }
      return file;
    } catch (InvalidPathException e) {
      throw Refusal.silent(404);
    } catch (FileSystemException e) {
      // Something on the way is a file, or its name is too long.
      throw Refusal.silent(404);
    }
  }

  private Path sandbox(List<String> names, String agent) throws IOException, Refusal {
    String path = "/" + String.join("/", names);
    boolean virtual = path.startsWith(VIRTUAL);
    Path sandbox = virtual ? sandboxes.resolve(agent).resolve(path.substring(1)) : Path.of(path);
    boolean nameless = virtual && !path.endsWith(LATEST);
    if (nameless || !sandbox.startsWith(sandboxes) || DOTS.stream().anyMatch(names::contains)) {
      throw Refusal.silent(404);
    }
    return sandbox.toRealPath();
  }

  /** All paths by which files can be asked for, and where they lead. */
  Map<String, String> attached(String agent) throws IOException {
    Map<String, String> attached = new TreeMap<>();
    Path start = sandboxes.resolve(agent);
    String runs = "frameworks/*/executors/*/runs/*";
    PathMatcher matcher = start.getFileSystem().getPathMatcher("glob:" + start + "/" + runs);
    if (!Files.isDirectory(start)) {
      return attached;
    }
    try (Stream<Path> below = Files.walk(start, SANDBOX_NAMES - 1)) {
      for (Path run : below.filter(matcher::matches).toList()) {
        String real = run.toRealPath().toString();
        attached.put(run.toString(), real);
        if (run.endsWith("latest")) {
          attached.put("/" + start.relativize(run), real);
        }
      }
    }
    return attached;
  }

  /** Where the bytes of a file are. */
  Path file(String path, String agent) throws IOException, Refusal {
    Path file = resolve(path, agent);
    if (Files.isDirectory(file)) {
      throw Refusal.badRequest("Cannot download a directory.\n");
    }
    return file;
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
