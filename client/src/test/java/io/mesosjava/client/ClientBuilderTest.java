package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.mesosjava.codec.Codec;
import io.mesosjava.recordio.RecordLimits;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientBuilderTest {

  private static SchedulerClient.Builder builder() {
    return SchedulerClient.builder(URI.create("http://master:5050"));
  }

  @Test
  void saysWhatWasGivenAndWhatWasExpected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().pipelineDepth(-1))
        .withMessage("pipelineDepth: -1 (expected: >= 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().maxPendingCalls(0))
        .withMessage("maxPendingCalls: 0 (expected: >= 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().maxBufferedBytes(0))
        .withMessage("maxBufferedBytes: 0 (expected: >= 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().maxRedirects(-1))
        .withMessage("maxRedirects: -1 (expected: >= 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SchedulerClient.builder(List.of()))
        .withMessage("no address (expected: at least one)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().connectTimeout(Duration.ZERO))
        .withMessage("connectTimeout: PT0S (expected: 1 ms to 1 day)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().responseTimeout(Duration.ofDays(2)))
        .withMessage("responseTimeout: PT48H (expected: 1 ms to 1 day)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().streamIdleTimeout(Duration.ofNanos(999_999)))
        .withMessage("streamIdleTimeout: PT0.000999999S (expected: 1 ms to 1 day)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SchedulerClient.builder(URI.create("ftp://master")).build())
        .withMessage(
            "address: ftp://master (expected: http://host:port, https://host:port or"
                + " http+unix://%2Fpath)");
  }

  @SuppressWarnings({"DataFlowIssue", "NullAway"}) // That null is refused is what is tested.
  @Test
  void refusesNull() {
    assertThatNullPointerException().isThrownBy(() -> SchedulerClient.builder((URI) null));
    assertThatNullPointerException().isThrownBy(() -> SchedulerClient.builder((List<URI>) null));
    assertThatNullPointerException().isThrownBy(() -> builder().codec(null));
    assertThatNullPointerException().isThrownBy(() -> builder().recordLimits(null));
    assertThatNullPointerException().isThrownBy(() -> builder().tls(null));
    assertThatNullPointerException().isThrownBy(() -> builder().connectionListener(null));
    assertThatNullPointerException().isThrownBy(() -> builder().credentials(null));
    assertThatNullPointerException().isThrownBy(() -> builder().proxy(null));
    assertThatNullPointerException().isThrownBy(() -> builder().connectTimeout(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b", "\u00e4"})
  void refusesHeaderValuesThatEndTheirLineWithoutShowingThem(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().header("X-Test", value))
        .withMessage("header: value of X-Test (expected: printable ASCII)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a:b",
        "a\r\n",
        "Host",
        "content-LENGTH",
        "Accept-Encoding",
        "Mesos-Stream-Id"
      })
  void refusesHeaderNamesThatAreNoneOrNotTheCallers(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().header(name, "x"))
        .withMessageStartingWith("header: ");
  }

  @Test
  void hasDefaultsThatAreKeptByToBuilder() {
    Settings defaults = builder().settings();
    assertThat(defaults.codec()).isSameAs(Codec.protobuf());
    assertThat(defaults.timeouts().response()).isEqualTo(Duration.ofSeconds(75));
    assertThat(defaults.timeouts().streamIdle()).isEqualTo(Duration.ofSeconds(75));

    SchedulerClient.Builder changed =
        builder()
            .connectTimeout(Duration.ofSeconds(1))
            .responseTimeout(Duration.ofSeconds(2))
            .streamIdleTimeout(Duration.ofSeconds(3))
            .recordLimits(new RecordLimits(3, 4))
            .header("X-A", "1")
            .header("x-a", "2")
            .pipelineDepth(5)
            .maxPendingCalls(6)
            .maxBufferedBytes(7)
            .maxRedirects(8)
            .gzip(true)
            .connectionListener(event -> {})
            .credentials(CredentialsProvider.bearer("secret"))
            .tls(TlsOptions.builder().verifyHostname(false).build())
            .proxy(HttpProxy.at(URI.create("http://proxy:3128")));
    try (SchedulerClient client = changed.build()) {
      assertThat(client.toBuilder().settings()).isEqualTo(changed.settings());
      assertThat(client.toBuilder().settings().headers())
          .hasSize(2)
          .containsEntry("X-A", "2")
          .containsEntry("Accept-Encoding", "gzip");
    }
  }

  @Test
  void doesNotShowHeaders() {
    try (SchedulerClient client = builder().header("Authorization", "Bearer secret").build()) {
      assertThat(client.toString()).contains("http://master:5050").doesNotContain("secret");
    }
  }
}
