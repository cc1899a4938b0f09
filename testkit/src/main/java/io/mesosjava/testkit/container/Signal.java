package io.mesosjava.testkit.container;

import java.util.Arrays;
import java.util.Optional;

/** The classic Unix signals, with the numbers and the names that Linux gives them. */
public enum Signal {
  /** Hangup. */
  HUP(1, "Hangup"),
  /** Interrupt. */
  INT(2, "Interrupt"),
  /** Quit. */
  QUIT(3, "Quit"),
  /** Illegal instruction. */
  ILL(4, "Illegal instruction"),
  /** Trace trap. */
  TRAP(5, "Trace/breakpoint trap"),
  /** Abort. */
  ABRT(6, "Aborted"),
  /** Bus error. */
  BUS(7, "Bus error"),
  /** Arithmetic error. */
  FPE(8, "Floating point exception"),
  /** Kill, which nothing can ignore. */
  KILL(9, "Killed"),
  /** First user signal. */
  USR1(10, "User defined signal 1"),
  /** Invalid memory access. */
  SEGV(11, "Segmentation fault"),
  /** Second user signal. */
  USR2(12, "User defined signal 2"),
  /** Write to a pipe that nobody reads. */
  PIPE(13, "Broken pipe"),
  /** Timer. */
  ALRM(14, "Alarm clock"),
  /** The polite request to end. */
  TERM(15, "Terminated"),
  /** Stack fault. */
  STKFLT(16, "Stack fault"),
  /** A child ended. */
  CHLD(17, "Child exited"),
  /** Continue. */
  CONT(18, "Continued"),
  /** Stop, which nothing can ignore. */
  STOP(19, "Stopped (signal)"),
  /** Stop from the terminal. */
  TSTP(20, "Stopped"),
  /** Read from the terminal in the background. */
  TTIN(21, "Stopped (tty input)"),
  /** Write to the terminal in the background. */
  TTOU(22, "Stopped (tty output)"),
  /** Urgent data on a socket. */
  URG(23, "Urgent I/O condition"),
  /** CPU time limit. */
  XCPU(24, "CPU time limit exceeded"),
  /** File size limit. */
  XFSZ(25, "File size limit exceeded"),
  /** Virtual timer. */
  VTALRM(26, "Virtual timer expired"),
  /** Profiling timer. */
  PROF(27, "Profiling timer expired"),
  /** Window size. */
  WINCH(28, "Window changed"),
  /** I/O possible. */
  IO(29, "I/O possible"),
  /** Power failure. */
  PWR(30, "Power failure"),
  /** Bad system call. */
  SYS(31, "Bad system call");

  private final int number;
  private final String description;

  Signal(int number, String description) {
    this.number = number;
    this.description = description;
  }

  /** The number on Linux. */
  public int number() {
    return number;
  }

  /** What {@code strsignal(3)} says. */
  public String description() {
    return description;
  }

  /** The signal of that number, if it is one of these. */
  public static Optional<Signal> of(int number) {
    return Arrays.stream(values()).filter(signal -> signal.number == number).findFirst();
  }

  /** What {@code strsignal(3)} says to any number. */
  static String describe(int number) {
    return of(number)
        .map(Signal::description)
        .orElseGet(
            () ->
                number >= 34 && number <= 64
                    ? "Real-time signal " + (number - 34)
                    : "Unknown signal " + number);
  }
}
