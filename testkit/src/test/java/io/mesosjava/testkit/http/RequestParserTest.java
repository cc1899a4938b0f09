package io.mesosjava.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.http.RequestHead.NotHttpException;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts of a Mesos 1.12; {@code ~} stands for an end of line, {@code ^} for a tab. */
class RequestParserTest {

  /** What came out, in short. */
  private static String parsed(String text, int step) {
    EmbeddedChannel channel = new EmbeddedChannel(new RequestParser());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i += step) {
      channel.writeInbound(Unpooled.copiedBuffer(bytes, i, Math.min(step, bytes.length - i)));
    }
    StringBuilder parts = new StringBuilder();
    for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
      parts.append(described(part));
    }
    channel.finishAndReleaseAll();
    return parts.toString();
  }

  private static String described(Object part) {
    if (part instanceof LastHttpContent end) {
      return end.decoderResult().isSuccess() ? "." : "!";
    }
    if (part instanceof HttpContent content) {
      String text = content.content().toString(StandardCharsets.UTF_8);
      content.release();
      return text;
    }
    if (part instanceof NotHttpException) {
      return "no";
    }
    RequestHead head = (RequestHead) part;
    return head.method() + " " + head.target() + (head.keptAlive() ? " kept " : " closed ");
  }

  private static String both(String text) {
    String whole = parsed(text, text.length() + 1);
    assertThat(parsed(text, 1)).as("byte by byte").isEqualTo(whole);
    return whole;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET / HTTP/1.1 | GET / kept .",
        "GET / HTTP/1.0 | GET / closed .",
        "GET / HTTP/1.2 | GET / kept .",
        "GET / HTTP/2.0 | GET / closed .",
        "GET / HTTP/11.1 | GET / kept .",
        "GET / HTTP/0.9 | no",
        "GET / http/1.1 | no",
        "GET / HTTP/1.1 x | no",
        "GET  /a  HTTP/1.1 | GET /a kept .",
        "GET^/^HTTP/1.1 | no",
        "get / HTTP/1.1 | no",
        "BOGUS / HTTP/1.1 | no",
        "GET x HTTP/1.1 | no",
        "GET * HTTP/1.1 | GET * kept .",
        "GET http://host:1/a?b#c HTTP/1.1 | GET /a?b kept .",
        "GET /a?b=%zz HTTP/1.1 | no",
        "GET /%zz HTTP/1.1 | GET /%zz kept .",
      })
  void knowsRequestLines(String line, String expected) {
    assertThat(both(line.replace('^', '\t') + "\r\n\r\n")).isEqualTo(expected);
  }

  @Test
  void takesALineWithoutAVersionForAWholeRequest() {
    assertThat(both("GET /old\r\n\r\n")).isEqualTo("GET /old closed .");
  }

  @Test
  void skipsEmptyLinesBeforeARequestAndTakesBareLineEnds() {
    assertThat(both("\r\n\nPOST /a HTTP/1.1\nContent-Length: 2\n\nhiGET /b HTTP/1.1\n\n"))
        .startsWith("POST /a kept h")
        .endsWith("i.GET /b kept .");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Connection: close, keep-alive | closed",
        "Connection: keep-alive~Connection: close | closed",
        "Connection: CLOSE | closed",
        "Proxy-Connection: close | closed",
        "Connection: closed | kept",
        "Connection: upgrade~Upgrade: h2c | kept",
      })
  void keepsConnectionsUnlessOneOfTheWishesIsToClose(String headers, String expected) {
    assertThat(both("GET / HTTP/1.1\r\n" + headers.replace("~", "\r\n") + "\r\n\r\n"))
        .isEqualTo("GET / " + expected + " .");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: 2 | hi.",
        "Content-Length: | .",
        "Content-Length: -1 | no",
        "Content-Length: 2~Content-Length: 2 | no",
        "Content-Length: 2~Transfer-Encoding: chunked | no",
        "Transfer-Encoding: identity~Content-Length: 2 | hi.",
        "Transfer-Encoding: gzip, chunked | .",
        "X Y: z~Content-Length: 2 | hi.",
        "X : z~Content-Length: 2 | hi.",
        ": z | no",
        "nothing | no",
        "é: z | no",
      })
  void knowsHeaders(String headers, String expected) {
    String text = "GET / HTTP/1.1\r\n" + headers.replace("~", "\r\n") + "\r\n\r\nhi";
    String whole = parsed(text, text.length() * 2);
    assertThat(whole.replace("GET / kept ", "")).startsWith(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: application/json ",
        "Content-Type:\tapplication/json ",
        "Content-Type:\r\n application/json ",
        "content-type: x\r\nCONTENT-TYPE: application/json ",
      })
  void keepsBlanksAtTheEndOfAValueAndTheLastOfAName(String line) throws NotHttpException {
    RequestHead head =
        RequestHead.of(Stream.concat(Stream.of("GET / HTTP/1.1"), line.lines()).toList());
    Request request = new Request("GET", "/", "", head.headers(), new byte[0]);
    assertThat(request.header("Content-Type")).contains("application/json ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2;a=b~hi~0~~ | hi.",
        "0~~ | .",
        "2~hi~0~X: y~~ | hi!",
        "zz~hi~0~~ | !",
        "2~hi!0~~ | hi!",
      })
  void joinsChunksAndTellsOfThoseThatAreOutOfOrder(String chunks, String expected) {
    String head = "POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n";
    String text = head + chunks.replace("~", "\r\n");
    assertThat(parsed(text, text.length())).isEqualTo("POST / kept " + expected);
  }

  @Test
  void readsNothingAfterWhatIsNoRequest() {
    assertThat(both("\u0016\u0003\u0001")).isEqualTo("no");
    assertThat(both("x / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n")).isEqualTo("no");
  }

  @ParameterizedTest
  @CsvSource({"79000, '/ kept .'", "82000, no"})
  void limitsHeads(int size, String expected) {
    String text = "GET / HTTP/1.1\r\nX: " + "x".repeat(size) + "\r\n\r\n";
    assertThat(parsed(text, 1000)).endsWith(expected);
  }

  @Test
  void readsAsLongATargetAsAHeadMayHave() {
    String query = "/files/read?path=" + "a%2f".repeat(15_000);
    assertThat(both("GET " + query + " HTTP/1.1\r\n\r\n")).isEqualTo("GET " + query + " kept .");
  }
}
