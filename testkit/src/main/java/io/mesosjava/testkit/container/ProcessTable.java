package io.mesosjava.testkit.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The processes of this machine, as far as they concern containers.
 *
 * <p>On Linux a process belongs to a container when it is in its session, has its sandbox in the
 * environment (which survives {@code setsid} and the death of the parent), or writes into its
 * output files (which survives an empty environment), or descends from such a process. Elsewhere
 * the descendants of the first process are all that can be found.
 */
final class ProcessTable {

  /** The variable by which a container's processes are known. */
  static final String MARK = "MESOS_SANDBOX";

  /** The kernel says so when a file was removed. */
  private static final Pattern OUTPUT = Pattern.compile("(stdout|stderr)( \\(deleted\\))?");

  private static final Path PROC = Path.of("/proc");
  private static final boolean LINUX = Files.isReadable(PROC.resolve("self/stat"));

  private ProcessTable() {}

  /**
   * The processes of a container that a signal to its group does not reach.
   *
   * @param leader the first process, leader of the group and the session
   * @param sandbox null if the sandbox says nothing of whose a process is
   */
  static Set<Long> outsideGroup(long leader, @Nullable Path sandbox) throws IOException {
    return LINUX ? scan(leader, sandbox) : descendants(leader);
  }

  /** The terminal that controls a child of a process, if there is one. */
  static Optional<Path> terminalBelow(long parent) throws IOException {
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path directory : directories) {
        Entry entry = Entry.read(directory);
        if (entry != null && entry.parent == parent && entry.terminal != 0) {
          return Optional.of(Path.of("/dev/pts", Integer.toString(minor(entry.terminal))));
        }
      }
    }
    return Optional.empty();
  }

  /** The low byte, and what has been put above the twelve bits of the major number. */
  private static int minor(int device) {
    return (device & 0xff) | ((device >>> 12) & 0xfff00);
  }

  private static Set<Long> descendants(long leader) {
    return ProcessHandle.of(leader).stream()
        .flatMap(ProcessHandle::descendants)
        .map(ProcessHandle::pid)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<Long> scan(long leader, @Nullable Path sandbox) throws IOException {
    byte @Nullable [] mark =
        sandbox == null ? null : (MARK + "=" + sandbox).getBytes(StandardCharsets.UTF_8);
    Map<Long, Entry> all = new HashMap<>();
    Set<Long> members = new LinkedHashSet<>();
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path directory : directories) {
        Entry entry = Entry.read(directory);
        if (entry != null) {
          all.put(entry.pid, entry);
          if (entry.session == leader
              || (mark != null && isMarked(directory, mark))
              || (sandbox != null && writesInto(sandbox, directory))) {
            members.add(entry.pid);
          }
        }
      }
    }
    addDescendants(members, all);
    members.removeIf(pid -> all.containsKey(pid) && all.get(pid).group == leader);
    return members;
  }

  private static void addDescendants(Set<Long> members, Map<Long, Entry> all) {
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Entry entry : all.values()) {
        grown |= members.contains(entry.parent) && members.add(entry.pid);
      }
    }
  }

  private static boolean writesInto(Path sandbox, Path process) {
    return isOutput(sandbox, process.resolve("fd/1")) || isOutput(sandbox, process.resolve("fd/2"));
  }

  private static boolean isOutput(Path sandbox, Path descriptor) {
    try {
      Path file = Files.readSymbolicLink(descriptor);
      return file.startsWith(sandbox) && OUTPUT.matcher(file.getFileName().toString()).matches();
    } catch (IOException e) {
      return false; // Closed, gone meanwhile, or somebody else's.
    }
  }

  private static boolean isMarked(Path directory, byte[] mark) {
    byte[] environment = content(directory.resolve("environ"));
    for (int at = 0; at + mark.length <= environment.length; at++) {
      if (startsWith(environment, at, mark)) {
        int end = at + mark.length;
        return end == environment.length || environment[end] == 0 || environment[end] == '/';
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] text, int at, byte[] mark) {
    int i = 0;
    while (i < mark.length && text[at + i] == mark[i]) {
      i++;
    }
    return i == mark.length;
  }

  /** Empty when the process has gone meanwhile, or is somebody else's. */
  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private record Entry(long pid, long parent, long group, long session, int terminal) {

    /** Null when the process has gone meanwhile. */
    static @Nullable Entry read(Path directory) {
      String stat = new String(content(directory.resolve("stat")), StandardCharsets.UTF_8);
      // The name of the program stands in parentheses and may contain anything.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", 6);
      if (fields.length < 6) {
        return null;
      }
      return new Entry(
          Long.parseLong(directory.getFileName().toString()),
          Long.parseLong(fields[1]),
          Long.parseLong(fields[2]),
          Long.parseLong(fields[3]),
          Integer.parseInt(fields[4]));
    }
  }
}
