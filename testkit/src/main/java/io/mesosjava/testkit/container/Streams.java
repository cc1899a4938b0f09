package io.mesosjava.testkit.container;

/**
 * Where a container's input comes from and its output goes to.
 *
 * @param redirection in the words of the shell
 */
public record Streams(String redirection) {

  /** No input; output goes to {@code stdout} and {@code stderr} in the sandbox. */
  public static final Streams FILES = new Streams("</dev/null >>stdout 2>>stderr");

  /** No input, and nobody sees the output. */
  public static final Streams NOWHERE = new Streams("</dev/null >/dev/null 2>&1");
}
