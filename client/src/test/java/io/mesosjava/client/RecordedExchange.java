package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.recordio.RecordReader;
import io.mesosjava.v1.scheduler.Call;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

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

  /** All exchanges with {@code api}, in their order. */
  static Stream<RecordedExchange> of(Api api) {
    return all(SCENARIOS).filter(exchange -> exchange.isOf(api));
  }

  /** Those of the scenario about HTTP; not all of them are what a client makes. */
  static Stream<RecordedExchange> ofHttpDetails() {
    return all("16-.*");
  }

  private static Stream<RecordedExchange> all(String scenarios) {
    if (!available()) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(root(), 3)) {
      return files
          .filter(file -> file.toString().endsWith(".request"))
          .filter(file -> root().relativize(file).getName(0).toString().matches(scenarios))
          .sorted()
          .map(file -> new RecordedExchange(file, codecOf(file)))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Codec codecOf(Path file) {
    boolean json = file.toString().contains("/json/");
    return json ? Codec.json() : Codec.protobuf();
  }

  private boolean isOf(Api api) {
    boolean agent = toString().startsWith("13-");
    return request().line().equals("POST " + api.path() + " HTTP/1.1")
        && (api != Api.MASTER || !agent)
        && (api != Api.AGENT || agent);
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
    return call(Call.getDefaultInstance());
  }

  /** The request's message. */
  <M extends Message> M call(M prototype) {
    return decode(request().body().toByteArray(), prototype);
  }

  private <M extends Message> M decode(byte[] bytes, M prototype) {
    try {
      return codec.decoder(prototype).decode(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** The messages of the stream that this exchange opened. */
  <M extends Message> List<M> messages(M prototype) throws IOException {
    return messages(Files.readAllBytes(sibling(".recordio")), prototype);
  }

  private <M extends Message> List<M> messages(byte[] records, M prototype) throws IOException {
    List<M> messages = new ArrayList<>();
    try (RecordReader reader = new RecordReader(new ByteArrayInputStream(records))) {
      for (byte[] record = reader.read(); record != null; record = reader.read()) {
        messages.add(decode(record, prototype));
      }
    }
    return messages;
  }

  /** The messages of a request that was a stream itself, from its chunks. */
  <M extends Message> List<M> sentMessages(M prototype) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(Files.readAllBytes(file));
    Objects.requireNonNull(ReceivedRequest.read(0, in));
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    byte[] chunk;
    do {
      chunk = Exchange.readChunk(in);
      records.write(chunk);
    } while (chunk.length > 0);
    return messages(records.toByteArray(), prototype);
  }

  /** Whether the stream came to its end. */
  boolean isComplete() throws IOException {
    return new String(response(), StandardCharsets.ISO_8859_1).endsWith("\r\n0\r\n\r\n");
  }

  /** The body of a response that is not a stream. */
  byte[] body() throws IOException {
    byte[] response = response();
    int head = new String(response, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
    byte[] body = Arrays.copyOfRange(response, head, response.length);
    return request().headers().containsKey("Accept-Encoding")
        ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes()
        : body;
  }

  /** What was sent is what was recorded, but for what differs from run to run. */
  void assertSent(ReceivedRequest sent, Message prototype) {
    assertSentHead(sent);
    // JSON is written with the defaults of the schema, as Mesos writes it: a recording has none.
    assertThat(decode(sent.body().toByteArray(), prototype))
        .as(toString())
        .isEqualTo(decode(codec.encode(call(prototype)), prototype));
  }

  void assertSentHead(ReceivedRequest sent) {
    ReceivedRequest recorded = request();
    assertThat(sent.line()).as(toString()).isEqualTo(recorded.line());
    assertThat(headersOf(sent)).as(toString()).isEqualTo(headersOf(recorded));
  }

  private static Map<String, String> headersOf(ReceivedRequest request) {
    Map<String, String> headers = new TreeMap<>(request.headers());
    headers.replace("Host", "host");
    headers.replace("Mesos-Stream-Id", "id");
    headers.remove("Content-Length");
    return headers;
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
