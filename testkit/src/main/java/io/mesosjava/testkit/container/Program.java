package io.mesosjava.testkit.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a program cannot be executed: what {@code execvp(3)} would say, before a shell tries it. */
final class Program {

  private static final String MISSING = "No such file or directory";
  private static final String DENIED = "Permission denied";

  /** What Linux looks at for the name of an interpreter. */
  private static final int FIRST_LINE = 256;

  private Program() {}

  /**
   * What is wrong with a program.
   *
   * @param name a path, from the sandbox if it is relative, or what is to be searched for
   * @param searchPath directories with colons between; an empty one is the sandbox
   */
  static Optional<String> problem(String name, Path sandbox, String searchPath) {
    String problem = MISSING;
    for (String candidate : candidates(name, searchPath)) {
      try {
        Path file = sandbox.resolve(candidate);
        if (Files.isRegularFile(file) && Files.isExecutable(file)) {
          return isInterpreterThere(file, sandbox) ? Optional.empty() : Optional.of(MISSING);
        }
        if (Files.exists(file)) {
          problem = DENIED;
        }
      } catch (InvalidPathException e) {
        return Optional.of(MISSING);
      }
    }
    return Optional.of(problem);
  }

  private static List<String> candidates(String name, String searchPath) {
    if (name.isEmpty()) {
      return List.of();
    }
    if (name.indexOf('/') >= 0) {
      return List.of(name);
    }
    List<String> all = new ArrayList<>();
    for (String directory : searchPath.split(":", -1)) {
      all.add(directory.isEmpty() ? name : directory + "/" + name);
    }
    return all;
  }

  private static boolean isInterpreterThere(Path script, Path sandbox) {
    String line;
    try (InputStream in = Files.newInputStream(script)) {
      line = new String(in.readNBytes(FIRST_LINE), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return true; // It may be executed without being readable: the kernel will see.
    }
    if (!line.startsWith("#!")) {
      return true;
    }
    String interpreter = line.substring(2).split("\n", 2)[0].strip().split("[ \t]", 2)[0];
    return Files.exists(sandbox.resolve(interpreter));
  }
}
