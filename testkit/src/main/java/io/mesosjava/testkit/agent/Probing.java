package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.container.Container;
import io.mesosjava.testkit.container.Containers;
import io.mesosjava.testkit.container.ExitStatus;
import io.mesosjava.testkit.container.Signal;
import io.mesosjava.testkit.container.Streams;
import io.mesosjava.testkit.stage.Timer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Tries things on tasks. Lives on the stage; the trying is done backstage. */
final class Probing {

  private static final String HOST = "127.0.0.1";

  private final Backstage backstage;
  private final Containers containers;

  Probing(Backstage backstage, Containers containers) {
    this.backstage = backstage;
    this.containers = containers;
  }

  Backstage backstage() {
    return backstage;
  }

  /** Where a task is: commands are tried there. */
  record Place(Path sandbox, Map<String, String> environment) {}

  /**
   * Tries once.
   *
   * @param result is told, once, the exit code, the HTTP status, or 1 for a connection and 0 for
   *     none; nothing if there was no result in time
   */
  void attempt(Probe probe, Place place, Consumer<OptionalInt> result) {
    Once once = new Once(result);
    Timer timeout =
        backstage.stage().schedule(probe.timeout(), () -> once.tell(OptionalInt.empty()));
    once.timeout = timeout;
    switch (probe.type()) {
      case COMMAND -> command(probe, place, once);
      case HTTP ->
          backstage.runPatiently(
              () -> http(probe), once::tell, e -> once.tell(OptionalInt.empty()));
      case TCP ->
          backstage.runPatiently(() -> tcp(probe), once::tell, e -> once.tell(OptionalInt.empty()));
      case UNKNOWN -> once.tell(OptionalInt.empty());
    }
  }

  private void command(Probe probe, Place place, Once once) {
    Map<String, String> variables = new LinkedHashMap<>(place.environment());
    variables.putAll(ExecutorEnvironment.declared(probe.command()));
    backstage.run(
        () -> {
          Container container =
              containers.create(
                  ContainerPlan.launch(place.sandbox(), probe.command(), variables)
                      .with(Streams.NOWHERE)
                      .asGuest());
          container.start();
          return container;
        },
        container -> {
          once.whenOver = () -> kill(container);
          if (once.told) {
            kill(container);
          }
          backstage.await(container.ended(), status -> once.tell(code(status)));
        },
        problem -> once.tell(OptionalInt.empty()));
  }

  private void kill(Container container) {
    backstage.run(
        () -> {
          container.signal(Signal.KILL);
          return container;
        },
        killed -> {},
        // It has ended.
        problem -> {});
  }

  private static OptionalInt code(ExitStatus status) {
    return status.signalled() ? OptionalInt.empty() : OptionalInt.of(status.code());
  }

  private static OptionalInt http(Probe probe) throws IOException {
    int patience = (int) Math.max(1, Math.min(Integer.MAX_VALUE, probe.timeout().toMillis()));
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), probe.port()), patience);
      socket.setSoTimeout(patience);
      String path = probe.path().startsWith("/") ? probe.path() : "/" + probe.path();
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: "
              + HOST
              + ":"
              + probe.port()
              + "\r\nConnection: close\r\nAccept: */*\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      String line = answer.readLine();
      String[] words = line == null ? new String[0] : line.split(" ", 3);
      return words.length > 1 && words[1].matches("\\d{3}")
          ? OptionalInt.of(Integer.parseInt(words[1]))
          : OptionalInt.empty();
    }
  }

  private static OptionalInt tcp(Probe probe) {
    int patience = (int) Math.max(1, Math.min(Integer.MAX_VALUE, probe.timeout().toMillis()));
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), probe.port()), patience);
      return OptionalInt.of(1);
    } catch (IOException e) {
      return OptionalInt.of(0);
    }
  }

  /** The first result counts. */
  private static final class Once {

    private final Consumer<OptionalInt> result;
    private boolean told;
    private Runnable whenOver = () -> {};
    private Timer timeout = () -> {};

    Once(Consumer<OptionalInt> result) {
      this.result = result;
    }

    void tell(OptionalInt value) {
      if (!told) {
        told = true;
        timeout.cancel();
        whenOver.run();
        result.accept(value);
      }
    }
  }
}
