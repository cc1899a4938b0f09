package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mesosjava.v1.FrameworkInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SubscribeTest {

  private static final Duration SHORT = Duration.ofMillis(500);

  /** A client whose time for answers runs out only where that is what is tested. */
  private static SchedulerClient clientFor(Misbehaviour misbehaviour, ScriptedServer server) {
    SchedulerClient.Builder builder = server.client();
    return (misbehaviour.isLate() ? builder.responseTimeout(SHORT) : builder).build();
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatIsWrongWithTheServer(Misbehaviour misbehaviour) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(misbehaviour);
        SchedulerClient client = clientFor(misbehaviour, server)) {
      assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
          .isExactlyInstanceOf(misbehaviour.error())
          .hasMessageContaining(server.uri() + "/api/v1/scheduler: ")
          .hasMessageContaining(misbehaviour.says());
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "HTML_PAGE_WITHOUT_END",
        "STREAM_OF_WRONG_TYPE",
        "ENDLESS_ERROR_BODY",
        "ERROR_BODY_DRIPS",
        "ERROR_BODY_STALLS"
      })
  void doesNotWaitForTheEndOfARefusal(Misbehaviour misbehaviour) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(misbehaviour);
        SchedulerClient client = server.client().responseTimeout(Duration.ofDays(1)).build()) {
      assertThatThrownBy(
              () ->
                  client
                      .subscribeAsync(Wire.FRAMEWORK)
                      .toCompletableFuture()
                      .get(30, TimeUnit.SECONDS))
          .hasCauseExactlyInstanceOf(misbehaviour.error())
          .hasMessageContaining(misbehaviour.says());
    }
  }

  @Test
  void tellsThatTheConnectionIsRefused() throws Exception {
    int port;
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = nobody.getLocalPort();
    }
    URI master = URI.create("http://127.0.0.1:" + port);
    try (SchedulerClient client = SchedulerClient.builder(master).build()) {
      assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("SUBSCRIBE to " + master + "/api/v1/scheduler: not sent")
          .hasMessageContaining("refused");
    }
  }

  @Test
  void tellsThatTheHostIsUnknown() {
    URI master = URI.create("http://no-such-host.invalid:5050");
    try (SchedulerClient client = SchedulerClient.builder(master).build()) {
      assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("http://no-such-host.invalid:5050/api/v1/scheduler");
    }
  }

  @Test
  void doesNotWaitForEverForAConnection() throws Exception {
    // A backlog of one, already full: the handshake of another connection is not answered.
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SocketsThatFill queue = SocketsThatFill.backlogOf(full);
        SchedulerClient client =
            SchedulerClient.builder(URI.create("http://127.0.0.1:" + full.getLocalPort()))
                .connectTimeout(SHORT)
                .responseTimeout(SHORT)
                .build()) {
      assertThat(queue.size()).isPositive();
      assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("timed out");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400 Bad Request,            false, false",
    "401 Unauthorized,           false, true",
    "403 Forbidden,              false, true",
    "404 Not Found,              true,  false",
    "405 Method Not Allowed,     false, false",
    "406 Not Acceptable,         false, false",
    "409 Conflict,               false, false",
    "415 Unsupported Media Type, false, false",
    "429 Too Many Requests,      true,  false",
    "500 Internal Server Error,  false, false",
    "503 Service Unavailable,    true,  false",
  })
  void saysWhatAnErrorStatusMeans(String status, boolean retryable, boolean authorization)
      throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(exchange -> exchange.answer(status, "text/plain", "because"));
        SchedulerClient client = server.client().build()) {
      ApiException error =
          catchThrowableOfType(ApiException.class, () -> client.subscribe(Wire.FRAMEWORK));

      assertThat(error.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
      assertThat(error.body()).isEqualTo("because");
      assertThat(error.callType()).isEqualTo("SUBSCRIBE");
      assertThat(error.endpoint()).isEqualTo(server.uri().resolve("/api/v1/scheduler"));
      assertThat(error.isRetryable()).isEqualTo(retryable);
      assertThat(error.isAuthorization()).isEqualTo(authorization);
      assertThat(error.isSubscriptionLost()).isFalse();
      assertThat(error.leader()).isEmpty();
      assertThat(error)
          .hasMessage("SUBSCRIBE to " + error.endpoint() + ": " + status + ": \"because\"");
    }
  }

  @Test
  void namesTheLeader() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange ->
                    exchange.write(
                        Wire.lines(
                            "HTTP/1.1 307 Temporary Redirect",
                            "Content-Length: 0",
                            "Location: //leader:5050/master/api/v1/scheduler",
                            "")));
        SchedulerClient client = server.client().maxRedirects(0).build()) {
      ApiException error =
          catchThrowableOfType(ApiException.class, () -> client.subscribe(Wire.FRAMEWORK));

      assertThat(error.leader()).contains(URI.create("http://leader:5050/master/api/v1/scheduler"));
      assertThat(error.isRetryable()).isFalse();
    }
  }

  @Test
  void keepsNoMoreOfABodyThanItSays() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> exchange.answer("400 Bad Request", "text/plain", "x".repeat(1 << 20)));
        SchedulerClient client = server.client().build()) {
      ApiException error =
          catchThrowableOfType(ApiException.class, () -> client.subscribe(Wire.FRAMEWORK));

      assertThat(error.body()).hasSize(Response.MAX_BODY_BYTES);
      assertThat(error.getMessage()).hasSizeLessThan(500);
    }
  }

  @Test
  void toleratesParametersCaseAndInterimResponses() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  exchange.write("HTTP/1.1 100 Continue\r\n\r\n");
                  exchange.write(
                      Wire.streamHead("id")
                          .replace("x-protobuf", "X-Protobuf ; charset=utf-8")
                          .replace("Mesos-Stream-Id", "mesos-stream-id"));
                  exchange.write(Wire.event(Wire.HEARTBEAT));
                  exchange.awaitClose();
                });
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.streamId()).isEqualTo("id");
      assertThat(subscription.next()).isEqualTo(Wire.HEARTBEAT);
    }
  }

  @Test
  void refusesAnIncompleteFrameworkBeforeItConnects() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client = server.client().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.subscribe(FrameworkInfo.newBuilder().buildPartial()))
          .withMessageContaining("subscribe.framework_info.user")
          .withMessageContaining("subscribe.framework_info.name");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void canBeInterruptedAndThenClosesItsConnections() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  asked.countDown();
                  exchange.awaitClose();
                  closed.countDown();
                });
        SchedulerClient client = server.client().build()) {
      Thread caller =
          new Thread(() -> thrown.set(catchThrowable(() -> client.subscribe(Wire.FRAMEWORK))));
      caller.start();
      asked.await();
      caller.interrupt();
      caller.join();
      closed.await();

      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void failsOnAClosedClient() throws IOException {
    SchedulerClient client = SchedulerClient.builder(URI.create("http://127.0.0.1:1")).build();
    client.close();
    client.close();

    assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
        .isInstanceOf(CallNotSentException.class)
        .hasMessageContaining("the client is closed");
  }
}
