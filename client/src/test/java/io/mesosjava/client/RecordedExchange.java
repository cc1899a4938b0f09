package io.mesosjava.client;

import io.mesosjava.codec.Codec;
import io.mesosjava.v1.scheduler.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** An exchange of a scheduler with a real master, as it was recorded. */
record RecordedExchange(Path file, Codec codec) {

  /**
   * Scenarios in which every request is one that a client makes: 16 is about what HTTP allows
   * besides.
   */
  private static final String SCENARIOS = "(0[1-9]|1[0-5])-.*";

  /** Whether the recordings are there. */
  static boolean available() {
    return Files.isDirectory(root());
  }

  private static Path root() {
    return Path.of(System.getProperty("mesosjava.shared", "../shared"), "recordings");
  }

  /** All exchanges with a scheduler endpoint, in their order. */
  static List<RecordedExchange> all() {
    try (Stream<Path> files = Files.walk(root(), 3)) {
      return files
          .filter(file -> file.toString().endsWith(".request"))
          .filter(file -> root().relativize(file).getName(0).toString().matches(SCENARIOS))
          .sorted()
          .map(file -> new RecordedExchange(file, codecOf(file)))
          .filter(RecordedExchange::isSchedulerCall)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Codec codecOf(Path file) {
    boolean json = file.toString().contains("/json/");
    return json ? Codec.json() : Codec.protobuf();
  }

  private boolean isSchedulerCall() {
    return request().line().equals("POST /api/v1/scheduler HTTP/1.1");
  }

  ReceivedRequest request() {
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(Files.readAllBytes(file));
      return Objects.requireNonNull(ReceivedRequest.read(0, in));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  Call call() {
    try {
      return codec.decoder(Call.getDefaultInstance()).decode(request().body().toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  boolean isSubscribe() {
    return call().getType() == Call.Type.SUBSCRIBE;
  }

  byte[] response() throws IOException {
    return Files.readAllBytes(sibling(".response"));
  }

  int status() throws IOException {
    String head = new String(response(), StandardCharsets.ISO_8859_1);
    return Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
  }

  /** The records of the stream that this exchange opened. */
  byte[] records() throws IOException {
    return Files.readAllBytes(sibling(".recordio"));
  }

  boolean isStream() {
    return Files.exists(sibling(".recordio"));
  }

  private Path sibling(String ending) {
    return Path.of(file.toString().replace(".request", ending));
  }

  @Override
  public String toString() {
    return root().relativize(file).toString();
  }
}
