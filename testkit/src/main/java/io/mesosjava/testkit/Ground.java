package io.mesosjava.testkit;

import io.mesosjava.testkit.http.Gateway;
import io.mesosjava.testkit.http.HttpServer;
import io.mesosjava.testkit.http.IoLoop;
import io.mesosjava.testkit.http.Port;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.StageThread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * What every process of a cluster stands on.
 *
 * @param random decides what is left to chance in masters; on the stage once there is one
 */
record Ground(Settings settings, StageThread stage, IoLoop loop, Random random, Traffic traffic) {

  /** Far from each other: the seeds of neighbours must not look alike. */
  private static final long STRIDE = 0x9E3779B97F4A7C15L;

  private static final int ATTEMPTS = 200;
  private static final Duration BETWEEN = Duration.ofMillis(5);

  /** A port on the loopback interface, 0 for any that is free. */
  static Port claim(int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return Port.claim(new InetSocketAddress(loopback, port));
  }

  /**
   * What decides for one agent: its own, so that what the masters do does not depend on which agent
   * was first.
   *
   * @param number counts the agents of the cluster
   */
  Random randomOf(int number) {
    return new Random(settings.seed + STRIDE * (number + 1));
  }

  /**
   * For what waits for the stage.
   *
   * @throws IllegalStateException on the stage itself, where it would wait for ever
   */
  void refuseOnStage() {
    if (stage.isCurrent()) {
      throw new IllegalStateException(
          "called on a thread of the cluster, which it would have to wait for (expected: another)");
    }
  }

  /** What clients call a port of this cluster. */
  URI uri(Port port) {
    String scheme = traffic.security().scheme();
    return URI.create(scheme + "://" + Identity.LOOPBACK + ":" + port.number());
  }

  /**
   * A server on a claimed port whose requests are handled on {@code on}. The port is ours: if it is
   * in use, then by a listener of ours that was closed and that the system has not let go yet.
   */
  HttpServer listen(Port port, Stage on, Gateway gateway) throws IOException {
    IOException problem = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return HttpServer.bind(loop, on, port.address(), gateway);
      } catch (IOException e) {
        problem = e;
        LockSupport.parkNanos(BETWEEN.toNanos());
      }
    }
    throw Objects.requireNonNull(problem);
  }
}
