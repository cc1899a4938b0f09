package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.codec.Codec;
import io.mesosjava.recordio.RecordReader;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.agent.ProcessIO;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input and output of containers, by requests and answers that go on. */
class AttachingTest {

  private static final String INNER = "{'value':'inner','parent':{'value':'outer'}}";
  private static final int MUCH = 8 * 1024 * 1024;

  private final PlainOperator operator = new PlainOperator();
  @TempDir private Path temporary;
  private EmbeddedCluster cluster;
  private URI agent;

  @BeforeEach
  void launch() throws Exception {
    cluster = EmbeddedCluster.builder().launch();
    agent = cluster.agents().get(0).uri();
    operator.call(
        agent,
        "{'type':'LAUNCH_CONTAINER','launch_container':{'container_id':{'value':'outer'},"
            + "'command':{'value':'sleep 1000'}}}");
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void inputReachesTheProcessAsItIsSent() throws Exception {
    try (Output output = session("cat");
        StreamedRequest input = new StreamedRequest(agent, INNER)) {
      input.data(bytes("first\n"));
      assertThat(output.read(6)).isEqualTo("first\n");
      input.control("'type':'HEARTBEAT','heartbeat':{'interval':{'nanoseconds':30000000000}}");
      input.dataInHalves(bytes("second\n"), () -> assertThat(output.isOver()).isFalse());
      assertThat(output.read(7)).isEqualTo("second\n");
      input.data(bytes(""));
      output.awaitEnd();
      input.end();
      assertThat(input.answer()).isEqualTo("200 OK");
    }
  }

  @Test
  void aRequestThatGoesOnIsEndedAfterItsContainer() throws Exception {
    try (Output output = session("read line; echo $line");
        StreamedRequest input = new StreamedRequest(agent, INNER)) {
      input.data(bytes("only\n"));
      assertThat(output.read(5)).isEqualTo("only\n");
      output.awaitEnd();
      assertThat(input.answer()).isEqualTo("200 OK");
    }
  }

  @Test
  void oneAtATimeMayWrite() throws Exception {
    try (Output output = session("cat")) {
      try (StreamedRequest first = new StreamedRequest(agent, INNER)) {
        first.data(bytes("1"));
        assertThat(output.read(1)).isEqualTo("1");
        try (StreamedRequest second = new StreamedRequest(agent, INNER)) {
          assertThat(second.answer())
              .isEqualTo("409 Conflict Multiple input connections are not allowed");
        }
        first.end();
        assertThat(first.answer()).isEqualTo("200 OK");
      }
      try (StreamedRequest third = new StreamedRequest(agent, INNER)) {
        third.data(bytes("3"));
        assertThat(output.read(1)).isEqualTo("3");
      }
      // Its connection broke: the input is free again, as soon as that is known.
      String answer = "409";
      while (answer.startsWith("409")) {
        try (StreamedRequest fourth = new StreamedRequest(agent, INNER)) {
          fourth.end();
          answer = fourth.answer();
        }
      }
      assertThat(answer).isEqualTo("200 OK");
    }
  }

  @Test
  void aTerminalTakesItsSizeFromTheInput() throws Exception {
    terminal("stty -echo; read go; stty size; read again; stty size; read end");
    try (Output output = output();
        StreamedRequest input = new StreamedRequest(agent, INNER)) {
      input.data(bytes("go\n"));
      output.readUntil("0 0\r\n");
      input.control("'type':'TTY_INFO','tty_info':{'window_size':{'rows':40,'columns':100}}");
      input.data(bytes("again\n"));
      output.readUntil("40 100\r\n");
      input.data(bytes("end\n"));
      output.awaitEnd();
      assertThat(input.answer()).isEqualTo("500 Internal Server Error Disconnected");
    }
  }

  @Test
  void whatIsNoTerminalHasNoSize() throws Exception {
    try (Output output = session("cat");
        StreamedRequest input = new StreamedRequest(agent, INNER)) {
      assertThat(output.isOver()).isFalse();
      input.control("'type':'TTY_INFO','tty_info':{'window_size':{'rows':40,'columns':100}}");
      assertThat(input.answer())
          .isEqualTo(
              "400 Bad Request Unable to set the window size: Inappropriate ioctl for device");
    }
  }

  @Test
  void recordsThatAreNoInputAreRefused() throws Exception {
    try (Output output = session("cat")) {
      assertThat(output.isOver()).isFalse();
      assertThat(refusalOf("'type':'CONTAINER_ID'"))
          .endsWith("'attach_container_input.type' to be 'PROCESS_IO' instead of: '1'");
      assertThat(refusalOf("'type':'PROCESS_IO'"))
          .endsWith("Expecting 'attach_container_input.process_io' to be present");
      assertThat(
              refusalOf(
                  "'type':'PROCESS_IO','process_io':{'type':'DATA',"
                      + "'data':{'type':'STDOUT','data':''}}"))
          .endsWith("Expecting 'process_io.data.type' to be 'STDIN'");
    }
  }

  @Test
  void whatIsNoCallEndsTheInput() throws Exception {
    try (Output output = session("cat");
        StreamedRequest input = new StreamedRequest(agent, INNER)) {
      assertThat(output.isOver()).isFalse();
      input.record("no JSON");
      assertThat(input.answer())
          .startsWith("500 Internal Server Error Failed to parse body into JSON: syntax error");
    }
  }

  @Test
  void nothingIsWrittenAfterTheEnd() throws Exception {
    try (Output output = session("cat; sleep 1000");
        StreamedRequest input = new StreamedRequest(agent, INNER)) {
      input.data(bytes("all"));
      assertThat(output.read(3)).isEqualTo("all");
      input.data(bytes(""));
      input.data(bytes("more"));
      assertThat(input.answer())
          .isEqualTo(
              "500 Internal Server Error Failed writing to stdin: Failed: Bad file descriptor");
    }
  }

  private String refusalOf(String members) throws IOException {
    try (StreamedRequest input = new StreamedRequest(agent, INNER)) {
      input.record(members);
      String answer = input.answer();
      assertThat(answer).startsWith("400 ");
      return answer;
    }
  }

  @Test
  void inputWaitsForAProcessThatDoesNotRead() throws Exception {
    Path go = temporary.resolve("go");
    assertThat(new ProcessBuilder("mkfifo", go.toString()).start().waitFor()).isZero();
    try (Output output = session("read line < " + go + "; wc -c");
        StreamedRequest input = new StreamedRequest(agent, INNER)) {
      Thread writer = new Thread(() -> fill(input), "writer");
      writer.start();
      Files.writeString(go, "go\n");
      assertThat(output.readLine()).isEqualTo(Integer.toString(MUCH));
      writer.join();
      assertThat(input.answer()).isEqualTo("200 OK");
    }
  }

  private static void fill(StreamedRequest input) {
    try {
      for (int i = 0; i < MUCH; i += 1024 * 1024) {
        input.data(new byte[1024 * 1024]);
      }
      input.data(bytes(""));
      input.end();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void outputComesWholeHoweverMuchItIs() throws Exception {
    try (Output output = session("head -c " + MUCH + " /dev/zero")) {
      assertThat(output.read(MUCH)).hasSize(MUCH);
      output.awaitEnd();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void terminal(String command) throws Exception {
    operator.call(
        agent,
        "{'type':'LAUNCH_CONTAINER','launch_container':{'container_id':"
            + INNER
            + ",'command':{'value':'"
            + command
            + "'},'container':{'type':'MESOS','tty_info':{}}}}");
  }

  private Output session(String command) throws Exception {
    return new Output(
        agent,
        "{'type':'LAUNCH_NESTED_CONTAINER_SESSION','launch_nested_container_session':{"
            + "'container_id':"
            + INNER
            + ",'command':{'value':'"
            + command
            + "'}}}");
  }

  private Output output() throws Exception {
    return new Output(
        agent,
        "{'type':'ATTACH_CONTAINER_OUTPUT','attach_container_output':{'container_id':"
            + INNER
            + "}}");
  }

  /** What comes out of a container. */
  private static final class Output implements Closeable {

    private final RecordReader records;
    private final StringBuilder text = new StringBuilder();
    private boolean over;

    Output(URI agent, String call) throws IOException, InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(agent.resolve("/api/v1"))
              .header("Content-Type", "application/json")
              .header("Accept", "application/recordio")
              .header("Message-Accept", "application/x-protobuf")
              .POST(HttpRequest.BodyPublishers.ofString(call.replace('\'', '"')))
              .build();
      HttpResponse<InputStream> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
      assertThat(answer.statusCode()).isEqualTo(200);
      records = new RecordReader(answer.body());
    }

    boolean isOver() {
      return over;
    }

    private boolean more() throws IOException {
      byte[] record = records.read();
      if (record == null) {
        over = true;
        return false;
      }
      try {
        text.append(
            Codec.protobuf()
                .decoder(ProcessIO.getDefaultInstance())
                .decode(record)
                .getData()
                .getData()
                .toStringUtf8());
      } catch (io.mesosjava.codec.DecodeException e) {
        throw new AssertionError(e);
      }
      return true;
    }

    /** The next so many characters. */
    String read(int count) throws IOException {
      while (text.length() < count) {
        assertThat(more()).as("after " + text.length()).isTrue();
      }
      String read = text.substring(0, count);
      text.delete(0, count);
      return read;
    }

    String readLine() throws IOException {
      while (text.indexOf("\n") < 0) {
        assertThat(more()).as("after " + text).isTrue();
      }
      return read(text.indexOf("\n") + 1).strip();
    }

    void readUntil(String end) throws IOException {
      while (text.indexOf(end) < 0) {
        assertThat(more()).as("expected " + end + " after " + text).isTrue();
      }
      text.delete(0, text.indexOf(end) + end.length());
    }

    void awaitEnd() throws IOException {
      while (!over) {
        boolean unused = more();
      }
    }

    @Override
    public void close() throws IOException {
      records.close();
    }
  }
}
