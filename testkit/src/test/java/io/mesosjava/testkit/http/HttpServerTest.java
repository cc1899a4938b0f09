package io.mesosjava.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.mesosjava.testkit.ThreadsLeft;
import io.mesosjava.testkit.stage.StageClock;
import io.mesosjava.testkit.stage.StageThread;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {

  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final StageThread stage = StageThread.start("http-test-stage", StageClock.real());
  private final IoLoop loop = IoLoop.named("http-test-io");
  private final List<Socket> sockets = new ArrayList<>();
  private HttpServer server = unbound();

  private HttpServer unbound() {
    try {
      return HttpServer.bind(loop, stage, ANY);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void echo() {
    server.serve(
        exchange ->
            exchange.respond(
                Response.text(
                    200,
                    exchange.request().method()
                        + " "
                        + exchange.request().path()
                        + " "
                        + new String(exchange.request().body(), StandardCharsets.UTF_8))));
  }

  @AfterEach
  void close() throws IOException, InterruptedException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
    loop.close();
    stage.close();
    ThreadsLeft.assertNone(
        name -> name.startsWith("http-test") || name.startsWith("globalEventExecutor"));
  }

  @Test
  void answersWithDateTypeAndLength() throws IOException {
    String answer = exchange("GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(answer)
        .matches(
            "HTTP/1\\.1 200 OK\r\nDate: [^\r]+ GMT\r\n"
                .concat("Content-Type: text/plain; charset=utf-8\r\n")
                .concat("Content-Length: 7\r\n\r\nGET /x "));
  }

  @Test
  void answersPipelinedRequestsInTheirOrderWhateverTheOrderOfTheAnswers() throws Exception {
    BlockingQueue<Exchange> asked = new LinkedBlockingQueue<>();
    server.serve(asked::add);
    Socket socket = connect();
    send(socket, "GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n");
    Exchange first = take(asked);
    Exchange second = take(asked);
    second.respond(Response.text(200, "second"));
    first.respond(Response.text(200, "first"));
    String answers = read(socket, "second");
    assertThat(answers.indexOf("first")).isBetween(0, answers.indexOf("second"));
  }

  @Test
  void takesRequestsApartHoweverTheyAreCut() throws IOException {
    Socket socket = connect();
    String request = "POST /cut HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody";
    for (int i = 0; i < request.length(); i++) {
      send(socket, request.substring(i, i + 1));
    }
    assertThat(read(socket, "body")).endsWith("POST /cut body");
  }

  @Test
  void joinsChunks() throws IOException {
    Socket socket = connect();
    send(
        socket,
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n");
    assertThat(read(socket, "body")).endsWith("POST / body");
  }

  @Test
  void unpacksGzip() throws IOException {
    byte[] packed = packed();
    Socket socket = connect();
    send(
        socket,
        "POST / HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: "
            + packed.length
            + "\r\n\r\n");
    socket.getOutputStream().write(packed);
    assertThat(read(socket, "body")).endsWith("POST / body");
  }

  @Test
  void tellsHalfAGzipFileFromOneThatIsFollowedBySomething() throws IOException {
    byte[] empty = {};
    byte[] packed = packed();
    assertThat(answerToGzip(empty)).endsWith("Failed to decompress body");
    assertThat(answerToGzip(Arrays.copyOf(packed, packed.length - 1)))
        .endsWith("Failed to decompress body");
    assertThat(answerToGzip(Arrays.copyOf(packed, packed.length + 1)))
        .endsWith("failed to decode body");
  }

  private static byte[] packed() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("body".getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private String answerToGzip(byte[] body) throws IOException {
    return exchange(
        "POST / HTTP/1.1\r\nContent-Encoding: gzip\r\nConnection: close\r\nContent-Length: "
            + body.length
            + "\r\n\r\n"
            + new String(body, StandardCharsets.ISO_8859_1));
  }

  @Test
  void refusesWhatOnlyClaimsToBeGzip() throws IOException {
    String answer =
        exchange(
            "POST / HTTP/1.1\r\nContent-Encoding: gzip\r\nConnection: close\r\n"
                + "Content-Length: 4\r\n\r\nbody");
    assertThat(answer)
        .startsWith("HTTP/1.1 500 Internal Server Error")
        .endsWith("failed to decode body");
  }

  @Test
  void packsLongAnswersForThoseWhoAsk() throws IOException {
    server.serve(exchange -> exchange.respond(Response.text(200, "x".repeat(1024))));
    String plain = exchange("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
    assertThat(plain).doesNotContain("Content-Encoding").contains("Content-Length: 1024");
    String packed =
        exchange("GET / HTTP/1.1\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n");
    assertThat(packed).contains("Content-Encoding: gzip\r\n").doesNotContain("xxxxxxxxxx");
  }

  @Test
  void aHeadRequestGetsTheHead() throws IOException {
    String answer = exchange("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n");
    assertThat(answer).contains("Content-Length: 7").endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BOGUS / HTTP/1.1\r\n\r\n",
        "this is not HTTP at all\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"
      })
  void hangsUpOnGarbageWithoutAWord(String garbage) throws IOException {
    assertThat(exchange(garbage)).isEmpty();
  }

  @Test
  void aHeadMayBeLongButNotTooLong() throws IOException {
    String start = "GET / HTTP/1.1\r\nConnection: close\r\nX-Pad: ";
    assertThat(exchange(start + "a".repeat(79_000) + "\r\n\r\n")).startsWith("HTTP/1.1 200");
    assertThat(exchange(start + "a".repeat(90_000) + "\r\n\r\n")).isEmpty();
  }

  @Test
  void streamsOneRecordPerChunkAndEndsWithTheLastChunk() throws Exception {
    BlockingQueue<Exchange> asked = new LinkedBlockingQueue<>();
    server.serve(asked::add);
    Socket socket = connect();
    send(socket, "POST / HTTP/1.1\r\n\r\n");
    RecordStream stream = take(asked).stream(Response.of(200, new Header("X-Id", "7")));
    stream.write("hello world".getBytes(StandardCharsets.UTF_8));
    stream.close();
    stream.write("too late".getBytes(StandardCharsets.UTF_8));
    assertThat(read(socket, "0\r\n\r\n"))
        .contains("\r\nTransfer-Encoding: chunked\r\nX-Id: 7\r\n\r\n")
        .endsWith("\r\n\r\ne\r\n11\nhello world\r\n0\r\n\r\n");
  }

  @Test
  void tellsAStreamThatItsPeerHasGone() throws Exception {
    BlockingQueue<Exchange> asked = new LinkedBlockingQueue<>();
    server.serve(asked::add);
    Socket socket = connect();
    send(socket, "POST / HTTP/1.1\r\n\r\n");
    RecordStream stream = take(asked).stream(Response.of(200));
    CompletableFuture<Boolean> gone = new CompletableFuture<>();
    stream.whenGone(() -> gone.complete(stage.isCurrent()));
    socket.close();
    assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void saysWhichPortIsInUse() {
    InetSocketAddress taken =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    assertThatIOException()
        .isThrownBy(() -> HttpServer.bind(loop, stage, taken))
        .withMessageContaining(":" + server.port())
        .withMessageContaining("in use");
  }

  @Test
  void isNotFoundBeforeItServes() throws IOException {
    server.close();
    server = HttpServer.bind(loop, stage, ANY);
    assertThat(exchange("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404 Not Found")
        .endsWith("404 Not Found.");
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(10_000);
    sockets.add(socket);
    return socket;
  }

  /** All that comes until the server hangs up. */
  private String exchange(String request) throws IOException {
    Socket socket = connect();
    send(socket, request);
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException e) {
      // What we sent was not read to its end: then closing is a reset.
      return "";
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String read(Socket socket, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("after " + text).isNotNegative();
      text.append((char) next);
    }
    return text.toString();
  }

  private static Exchange take(BlockingQueue<Exchange> asked) throws InterruptedException {
    Exchange exchange = asked.poll(10, TimeUnit.SECONDS);
    assertThat(exchange).isNotNull();
    return Objects.requireNonNull(exchange);
  }
}
