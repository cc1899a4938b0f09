package io.mesosjava.testkit.container;

/**
 * How a process ended.
 *
 * @param signalled whether a signal ended it
 * @param code the exit code, or the number of the signal
 * @param coreDumped whether the signal left a core dump
 */
public record ExitStatus(boolean signalled, int code, boolean coreDumped) {

  /** A shell's own status after a command that a signal has ended is this and its number. */
  static final int SIGNAL_BASE = 128;

  /** The process exited by itself. */
  public static ExitStatus exited(int code) {
    return new ExitStatus(false, code, false);
  }

  /** The process was ended by a signal. */
  public static ExitStatus killedBy(int signal) {
    return new ExitStatus(true, signal, false);
  }

  /** Whether the process exited by itself with 0. */
  public boolean succeeded() {
    return !signalled && code == 0;
  }

  /** That of the command, when a shell or its like has passed it on as its own. */
  ExitStatus unwrapped() {
    boolean passedOn = !signalled && Signal.of(code - SIGNAL_BASE).isPresent();
    return passedOn ? killedBy(code - SIGNAL_BASE) : this;
  }

  /** The raw status of {@code wait(2)}, as it appears in messages. */
  public int waitStatus() {
    return signalled ? code | (coreDumped ? 0x80 : 0) : code << 8;
  }

  /** Mesos' words: {@code exited with status 3}, {@code terminated with signal Killed}. */
  @Override
  public String toString() {
    if (!signalled) {
      return "exited with status " + code;
    }
    return "terminated with signal " + Signal.describe(code) + (coreDumped ? " (core dumped)" : "");
  }
}
