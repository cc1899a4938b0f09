package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireLogTest {

  private final List<String> lines = new ArrayList<>();

  private EmbeddedChannel channel() {
    // Without the id of the connection.
    WireLog log = new WireLog(line -> lines.add(line.substring(line.indexOf(' ') + 1)));
    return new EmbeddedChannel(new HttpResponseDecoder(), log);
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
  }

  @Test
  void tellsRequestsWithoutBodiesAndSecrets() {
    EmbeddedChannel channel = channel();
    String request =
        Wire.lines(
            "POST /api HTTP/1.1", "Host: m:5050", "Authorization: Bearer hidden", "X-Key: hidden");
    channel.writeOutbound(
        bytes(
            request
                + "Content-Length: 12\r\n\r\nhidden\r\n\r\nxx"
                + request
                + "Content-Length: 0\r\n\r\n"));
    ReferenceCountUtil.release(channel.readOutbound());

    assertThat(lines)
        .startsWith(
            ">> POST /api HTTP/1.1",
            ">> Host: m:5050",
            ">> Authorization: ***",
            ">> X-Key: ***",
            ">> Content-Length: 12",
            ">> 12 bytes",
            ">> POST /api HTTP/1.1")
        .endsWith(">> 0 bytes")
        .noneMatch(line -> line.contains("hidden"));
    channel.finishAndReleaseAll();
  }

  @Test
  void tellsAnswersWithoutBodiesAndSecrets() {
    EmbeddedChannel channel = channel();
    channel.writeInbound(
        bytes(
            Wire.lines("HTTP/1.1 200 OK", "Set-Cookie: hidden", "Mesos-Stream-Id: abc")
                + "Content-Length: 6\r\n\r\nhidden"));
    channel.finishAndReleaseAll();

    assertThat(lines)
        .containsExactly(
            "<< HTTP/1.1 200 OK",
            "<< Set-Cookie: ***",
            "<< Mesos-Stream-Id: abc",
            "<< Content-Length: 6",
            "<< 6 bytes",
            "-- closed");
  }

  @Test
  void tellsOfOtherBytesHowManyThereAre() {
    EmbeddedChannel channel = channel();
    channel.writeOutbound(bytes("hidden"));
    ReferenceCountUtil.release(channel.readOutbound());

    assertThat(lines).containsExactly(">> 6 bytes");
    channel.finishAndReleaseAll();
  }

  @ParameterizedTest
  @CsvSource({
    "Location: //m:5050/x,     Location: //m:5050/x",
    "AUTHORIZATION: x,         AUTHORIZATION: ***",
    "Proxy-Authorization:x,    Proxy-Authorization: ***",
    "X-Anything: x,            X-Anything: ***",
    "POST /x HTTP/1.1,         POST /x HTTP/1.1",
  })
  void masksWhatItDoesNotKnow(String line, String masked) {
    assertThat(WireLog.masked(line)).isEqualTo(masked);
  }
}
