package io.mesosjava.testkit.agent;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request of ATTACH_CONTAINER_INPUT, whose body is sent record by record. */
final class StreamedRequest implements Closeable {

  private final Socket socket;
  private final OutputStream out;

  /** Sends the head and the first record. */
  StreamedRequest(URI agent, String containerId) throws IOException {
    socket = new Socket(agent.getHost(), agent.getPort());
    out = socket.getOutputStream();
    write(
        String.join(
            "\r\n",
            "POST /api/v1 HTTP/1.1",
            "Host: agent",
            "Transfer-Encoding: chunked",
            "Content-Type: application/recordio",
            "Message-Content-Type: application/json",
            "Accept: application/json",
            "",
            ""));
    record("'type':'CONTAINER_ID','container_id':" + containerId);
  }

  /** Sends a record with these members of {@code attach_container_input}. */
  void record(String members) throws IOException {
    chunk(framed(members));
  }

  private static byte[] framed(String members) {
    String call =
        ("{'type':'ATTACH_CONTAINER_INPUT','attach_container_input':{" + members + "}}")
            .replace('\'', '"');
    return (call.length() + "\n" + call).getBytes(StandardCharsets.UTF_8);
  }

  /** Sends bytes for the standard input. */
  void data(byte[] bytes) throws IOException {
    record(dataOf(bytes));
  }

  /** The same in two chunks, with something in between. */
  void dataInHalves(byte[] bytes, Interlude interlude) throws IOException {
    byte[] whole = framed(dataOf(bytes));
    int half = whole.length / 2;
    chunk(java.util.Arrays.copyOf(whole, half));
    interlude.run();
    chunk(java.util.Arrays.copyOfRange(whole, half, whole.length));
  }

  /** What is done in the middle. */
  @FunctionalInterface
  interface Interlude {
    void run() throws IOException;
  }

  private static String dataOf(byte[] bytes) {
    return "'type':'PROCESS_IO','process_io':{'type':'DATA','data':{'type':'STDIN','data':'"
        + java.util.Base64.getEncoder().encodeToString(bytes)
        + "'}}";
  }

  void control(String members) throws IOException {
    record("'type':'PROCESS_IO','process_io':{'type':'CONTROL','control':{" + members + "}}");
  }

  /** The end of the request. */
  void end() throws IOException {
    write("0\r\n\r\n");
  }

  /** Waits for the answer; its status line and its body. */
  String answer() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new AssertionError("the connection ended after " + text);
      }
      head.write(next);
      text = head.toString(StandardCharsets.US_ASCII);
    }
    int length = Integer.parseInt(text.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
    String body = new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    return (text.substring("HTTP/1.1 ".length(), text.indexOf('\r')) + " " + body).strip();
  }

  private void chunk(byte[] bytes) throws IOException {
    write(Integer.toHexString(bytes.length) + "\r\n");
    out.write(bytes);
    write("\r\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Breaks the connection if it is not over. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
