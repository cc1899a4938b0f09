package io.mesosjava.client;

import java.io.IOException;

/** Bytes in the place of an answer to a call, from which no answer can be read. */
enum BadAnswer implements ScriptedServer.Script {
  STATUS_LINE_OF_ANOTHER_PROTOCOL("SSH-2.0-OpenSSH_9.2p1\r\n\r\n", ""),
  STATUS_THAT_IS_NO_NUMBER("HTTP/1.1 abc Accepted\r\n\r\n", ""),
  STATUS_BELOW_ZERO("HTTP/1.1 -202 Accepted\r\n\r\n", ""),
  STATUS_LINE_WITHOUT_VERSION("HTTP/ 202 Accepted\r\n\r\n", ""),
  ENDLESS_STATUS_LINE("HTTP/1.1 202 ", "Accepted "),
  HUGE_HEADER("HTTP/1.1 202 Accepted\r\nX-Huge: " + "x".repeat(1 << 17) + "\r\n\r\n", ""),
  ENDLESS_HEADER("HTTP/1.1 202 Accepted\r\nX-Huge: ", "x"),
  ENDLESS_HEADERS("HTTP/1.1 202 Accepted\r\n", "X-One: more\r\n"),
  ENDLESS_HEADER_NAME("HTTP/1.1 202 Accepted\r\n", "X"),
  HEADER_VALUE_WITH_A_NUL("HTTP/1.1 202 Accepted\r\nX: \0\r\nContent-Length: 0\r\n\r\n", ""),
  NEGATIVE_LENGTH("HTTP/1.1 202 Accepted\r\nContent-Length: -1\r\n\r\n", ""),
  LENGTH_THAT_IS_NO_NUMBER("HTTP/1.1 202 Accepted\r\nContent-Length: 0x10\r\n\r\n", ""),
  LENGTH_WITH_A_SIGN("HTTP/1.1 202 Accepted\r\nContent-Length: +0\r\n\r\n", ""),
  LENGTH_BEYOND_ALL_NUMBERS(
      "HTTP/1.1 202 Accepted\r\nContent-Length: 99999999999999999999\r\n\r\n", ""),
  EMPTY_LENGTH("HTTP/1.1 202 Accepted\r\nContent-Length: \r\n\r\n", ""),
  CONFLICTING_LENGTHS(
      "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\nContent-Length: 6\r\n\r\nabcdef", ""),
  CONFLICTING_LENGTHS_IN_ONE_LINE(
      "HTTP/1.1 202 Accepted\r\nContent-Length: 0, 6\r\n\r\nabcdef", ""),
  TWICE_THE_SAME_LENGTH(
      "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n", ""),
  CHUNK_OF_NO_SIZE(chunked("zz\r\n"), ""),
  CHUNK_OF_NEGATIVE_SIZE(chunked("-1\r\n"), ""),
  CHUNK_OF_HUGE_SIZE(chunked("fffffffffffffffff\r\n"), ""),
  CHUNK_THAT_GOES_ON(chunked("1\r\nabcdef\r\n0\r\n\r\n"), ""),
  ENDLESS_CHUNK_SIZE(chunked(""), "0"),
  ENDLESS_CHUNK_EXTENSION(chunked("1;"), "x"),
  ENDLESS_TRAILERS(chunked("0\r\n"), "X-One: more\r\n");

  private final String begin;
  private final String again;

  BadAnswer(String begin, String again) {
    this.begin = begin;
    this.again = again;
  }

  private static String chunked(String body) {
    return "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
  }

  /** Sends it, or as much of it as the client wants. */
  @Override
  public void run(Exchange exchange) throws IOException {
    exchange.write(begin);
    if (!again.isEmpty()) {
      String much = again.repeat(1000);
      while (true) {
        exchange.write(much);
      }
    }
    exchange.awaitClose();
  }
}
