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
import java.util.Random;

/**
 * What every process of a cluster stands on.
 *
 * @param random decides all that is left to chance
 */
record Ground(Settings settings, StageThread stage, IoLoop loop, Random random, Traffic traffic) {

  /** A port on the loopback interface, 0 for any that is free. */
  static Port claim(int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return Port.claim(new InetSocketAddress(loopback, port));
  }

  /** A server on a claimed port whose requests are handled on {@code on}. */
  HttpServer listen(Port port, Stage on, Gateway gateway) throws IOException {
    return HttpServer.bind(loop, on, port.address(), gateway);
  }
}
