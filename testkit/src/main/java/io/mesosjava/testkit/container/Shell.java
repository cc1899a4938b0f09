package io.mesosjava.testkit.container;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The POSIX shell, and how to start something in a session of its own. */
final class Shell {

  static final String SH = "/bin/sh";

  /** Empty where neither tool is: there the process tree is all that can be signalled. */
  private static final List<String> NEW_SESSION =
      find("setsid")
          .map(List::of)
          .or(
              () ->
                  find("perl")
                      .map(perl -> List.of(perl, "-MPOSIX=setsid", "-e", "setsid; exec @ARGV")))
          .orElse(List.of());

  private Shell() {}

  /** The command that runs another one as leader of a new session, without a fork. */
  static List<String> inNewSession(String... command) {
    List<String> all = new ArrayList<>(NEW_SESSION);
    all.addAll(List.of(command));
    return List.copyOf(all);
  }

  /**
   * A command that runs another one on a new terminal, by {@code script} of util-linux: what it
   * reads is typed, and what appears on the terminal is written.
   */
  static List<String> onTerminal(List<String> argv) {
    String line = "exec " + words(argv);
    return List.of("script", "--quiet", "--flush", "--return", "--command", line, "/dev/null");
  }

  /** The words of a command, as the shell reads them. */
  static String words(List<String> argv) {
    return argv.stream().map(Shell::quote).collect(Collectors.joining(" "));
  }

  /** The text as one word of the shell, whatever it contains. */
  static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /**
   * Runs something short to its end.
   *
   * @throws IOException if it does not exit with 0; the message is what it wrote
   */
  static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (InputStream out = process.getInputStream()) {
      String words = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IOException(words);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while running " + command.get(0));
    }
  }

  private static Optional<String> find(String tool) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/bin", "/bin"))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
