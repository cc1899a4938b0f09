package io.mesosjava.testkit.container;

/**
 * Where a container's input comes from and its output goes to.
 *
 * @param redirection in the words of the shell
 * @param terminal whether the command gets a terminal for its own: what comes in is typed there,
 *     and what appears goes out
 */
public record Streams(String redirection, boolean terminal) {

  /** No input; output goes to {@code stdout} and {@code stderr} in the sandbox. */
  public static final Streams FILES = new Streams("</dev/null >>stdout 2>>stderr", false);

  /** No input, and nobody sees the output. */
  public static final Streams NOWHERE = new Streams("</dev/null >/dev/null 2>&1", false);

  /** The same with a terminal in between. */
  public Streams behindTerminal() {
    return new Streams(redirection, true);
  }
}
