package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipTest {

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] refusal(byte[] gzipped) {
    String head =
        Wire.lines(
            "HTTP/1.1 400 Bad Request",
            "Content-Type: text/plain",
            "Content-Encoding: gzip",
            "Content-Length: " + gzipped.length,
            "");
    return Wire.join(head.getBytes(StandardCharsets.US_ASCII), gzipped);
  }

  /** A master that answers calls with {@code answer}, and SUBSCRIBE as it should. */
  private static ScriptedServer answering(byte[] answer) throws IOException {
    return ScriptedServer.start(ScriptedServer::subscribed, exchange -> exchange.write(answer));
  }

  private static SchedulerSubscription subscribed(SchedulerClient client) throws Exception {
    SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK);
    assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
    return subscription;
  }

  @Test
  void isAskedForAndInflated() throws Exception {
    byte[] answer = refusal(gzip("because".getBytes(StandardCharsets.US_ASCII)));
    try (ScriptedServer server = answering(answer);
        SchedulerClient client = server.client().gzip(true).build();
        SchedulerSubscription subscription = subscribed(client)) {
      for (int i = 0; i < 3; i++) {
        ApiException error =
            catchThrowableOfType(
                ApiException.class, () -> subscription.send(SchedulerCalls.revive()));
        assertThat(error.body()).isEqualTo("because");
      }
      assertThat(server.takeCall().headers()).containsEntry("Accept-Encoding", "gzip");
    }
  }

  @Test
  void isNotAskedForUnlessToldTo() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient asking = server.client().gzip(true).build();
        SchedulerClient client = asking.toBuilder().gzip(false).build();
        SchedulerSubscription subscription = subscribed(client)) {
      assertThat(server.takeSubscribe().headers()).doesNotContainKey("Accept-Encoding");
      assertThat(subscription.isEnded()).isFalse();
    }
  }

  @Test
  void ofALittleThatBecomesMuchKeepsTheBeginning() throws Exception {
    byte[] zeros = new byte[1 << 20];
    Arrays.fill(zeros, (byte) 'x');
    try (ScriptedServer server = answering(refusal(gzip(zeros)));
        SchedulerClient client = server.client().gzip(true).build();
        SchedulerSubscription subscription = subscribed(client)) {
      ApiException error =
          catchThrowableOfType(
              ApiException.class, () -> subscription.send(SchedulerCalls.revive()));

      assertThat(error.body()).hasSize(Response.MAX_BODY_BYTES);
      assertThat(subscription.isEnded()).isFalse();
    }
  }

  @Test
  void thatIsNoneEndsTheSubscription() throws Exception {
    byte[] broken = gzip(new byte[1000]);
    broken[0] = 'x';
    try (ScriptedServer server = answering(refusal(broken));
        SchedulerClient client = server.client().gzip(true).build();
        SchedulerSubscription subscription = subscribed(client)) {
      assertThatThrownBy(() -> subscription.send(SchedulerCalls.revive()))
          .isInstanceOf(CallOutcomeUnknownException.class)
          .hasMessageContaining("not a body that can be inflated");
    }
  }
}
