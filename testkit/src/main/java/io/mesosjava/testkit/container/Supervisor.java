package io.mesosjava.testkit.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/*
 * Two shells make a container:
 *
 *   JVM -- supervisor (sh) -- first process (sh, leader of a session, becomes the command by exec)
 *
 * The first process tells its pid, then waits for what it shall do. Both go through one pair of
 * pipes, the supervisor's. So the JVM can have the group guarded before anything of the user's runs;
 * and if the JVM dies before that, the first process reads the end of its input and exits.
 *
 * The supervisor is there for the exit status. Neither Java nor `$?` can tell `exit 137` from
 * SIGKILL; but a shell prints a line about a foreground command that a signal has ended. It does so
 * for all signals but SIGINT and SIGPIPE: there, 130 and 141 are taken for the signals.
 */
/** The scripts of a container's two shells, and how to read the supervisor's last words. */
final class Supervisor {

  private static final String FIRST_PROCESS =
      """
      echo $$
      _script=
      while IFS= read -r _line; do
        _script="$_script$_line
      "
      done
      eval "$_script"
      exit 1
      """;

  /** A trap that does something, unlike one that ignores, is not inherited by the command. */
  private static final String SUPERVISOR =
      """
      trap : HUP INT QUIT TERM
      "$@"
      echo "status $?"
      """;

  private static final String ANSWER = "status ";
  private static final int SIGNAL_BASE = ExitStatus.SIGNAL_BASE;

  private Supervisor() {}

  /** The command line of a supervisor and its first process. */
  static List<String> command() {
    List<String> command = new ArrayList<>(List.of(Shell.SH, "-c", SUPERVISOR, "mesos-supervisor"));
    command.addAll(Shell.inNewSession(Shell.SH, "-c", FIRST_PROCESS, "mesos-launch"));
    return command;
  }

  /**
   * What the first process is to do. Half of it is a syntax error, so a JVM that dies while it
   * writes starts nothing.
   */
  static String script(Launch launch) {
    String mark = launch.environment().getOrDefault(ProcessTable.MARK, launch.sandbox().toString());
    return "_launch() {\nunset _line _script\n"
        + ("exec " + launch.streams().redirection() + "\n")
        + ("export " + ProcessTable.MARK + "=" + Shell.quote(mark) + "\n")
        + limit(launch.maxFileSize())
        + refusal(launch).orElseGet(() -> "exec " + Shell.words(command(launch)))
        + "\n}\n_launch\n";
  }

  private static List<String> command(Launch launch) {
    return launch.streams().terminal() ? Shell.onTerminal(launch.argv()) : launch.argv();
  }

  /** The shell counts in blocks of 512 bytes (POSIX). */
  private static String limit(long maxFileSize) {
    return maxFileSize == 0 ? "" : "ulimit -f " + ((maxFileSize - 1) / 512 + 1) + "\n";
  }

  /** In the words of Mesos' launcher; a shell would exit with 126 or 127. */
  private static Optional<String> refusal(Launch launch) {
    String program = launch.argv().get(0);
    String path = launch.environment().getOrDefault("PATH", "/bin:/usr/bin");
    return launch.shell()
        ? Optional.empty()
        : Program.problem(program, launch.sandbox(), path)
            .map(
                problem -> {
                  String words = "Failed to execute '" + program + "': " + problem;
                  return "echo " + Shell.quote(words) + " >&2\nexit 1";
                });
  }

  /** Whether the supervisor lived to tell how the command ended. */
  static boolean isWhole(String words) {
    return words.contains(ANSWER);
  }

  /**
   * How the command ended.
   *
   * @param words what the supervisor wrote after the pid
   * @param exit how Java says the supervisor itself ended, for when it had no last words
   */
  static ExitStatus status(String words, int exit) {
    int at = words.lastIndexOf(ANSWER);
    if (at < 0) {
      return exit > SIGNAL_BASE ? ExitStatus.killedBy(exit - SIGNAL_BASE) : ExitStatus.exited(exit);
    }
    String report = words.substring(0, at);
    int code = Integer.parseInt(words.substring(at + ANSWER.length()).strip());
    int signal = code - SIGNAL_BASE;
    boolean silent = signal == Signal.INT.number() || signal == Signal.PIPE.number();
    if (signal <= 0 || (report.isBlank() && !silent)) {
      return ExitStatus.exited(code);
    }
    return new ExitStatus(true, signal, report.toLowerCase(Locale.ROOT).contains("core dumped"));
  }
}
