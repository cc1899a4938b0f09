package io.mesosjava.benchmarks.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** The least that a process in a JVM can be which talks to somebody. */
public final class OneSocket {

  /** Not taken from elsewhere, so that no class is loaded for it. */
  private static final byte[] LINE = {'r', 'u', 'n', 'n', 'i', 'n', 'g', '\n'};

  private OneSocket() {}

  /** Connects to the port in {@code arguments}, writes one line, and waits for the other end. */
  public static void main(String[] arguments) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]))) {
      socket.getOutputStream().write(LINE);
      int end = socket.getInputStream().read();
      assert end < 0;
    }
  }
}
