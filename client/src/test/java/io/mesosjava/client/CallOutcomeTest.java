package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mesosjava.ProtocolException;
import io.mesosjava.v1.scheduler.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a call: accepted, rejected, not sent or unknown; and of its subscription. */
class CallOutcomeTest {

  private static final Call REVIVE = SchedulerCalls.revive();
  private static final Call SUPPRESS = SchedulerCalls.suppress();

  private static Call.Type type(Exchange exchange) throws IOException {
    return Call.parseFrom(exchange.request().body()).getType();
  }

  /** A server that answers REVIVE with {@code script} and accepts the rest. */
  private static ScriptedServer onRevive(ScriptedServer.Script script) throws IOException {
    return ScriptedServer.start(
        ScriptedServer::subscribed,
        exchange -> {
          if (type(exchange) == Call.Type.REVIVE) {
            script.run(exchange);
          } else {
            exchange.accept();
          }
        });
  }

  private static SchedulerSubscription subscribed(SchedulerClient client) throws Exception {
    SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK);
    assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
    return subscription;
  }

  private static void assertStillUp(SchedulerSubscription subscription) throws Exception {
    subscription.send(SUPPRESS);
    assertThat(subscription.isEnded()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "400 Bad Request",
        "401 Unauthorized",
        "403 Forbidden",
        "404 Not Found",
        "405 Method Not Allowed",
        "406 Not Acceptable",
        "409 Conflict",
        "415 Unsupported Media Type",
        "429 Too Many Requests",
        "500 Internal Server Error",
        "501 Not Implemented",
        "503 Service Unavailable"
      })
  void aRefusalLeavesTheSubscriptionUp(String status) throws Exception {
    try (ScriptedServer server =
            onRevive(exchange -> exchange.answer(status, "text/plain", "because"));
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = subscribed(client)) {
      ApiException error =
          catchThrowableOfType(ApiException.class, () -> subscription.send(REVIVE));

      assertThat(error)
          .hasMessage("REVIVE to " + error.endpoint() + ": " + status + ": \"because\"");
      assertThat(error.isSubscriptionLost()).isFalse();
      assertStillUp(subscription);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 Forbidden          | Framework is not subscribed",
        "400 Bad Request        | Framework cannot be found",
        "400 Bad Request        | The stream ID 'a' included in this request didn't match the"
            + " stream ID currently associated with framework ID b",
        "307 Temporary Redirect | moved",
      })
  void aRefusalThatSaysSoEndsTheSubscription(String status, String body) throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  ScriptedServer.subscribed(exchange);
                  closed.countDown();
                },
                exchange -> exchange.answer(status, "text/plain", body));
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = subscribed(client)) {
      ApiException error =
          catchThrowableOfType(ApiException.class, () -> subscription.send(REVIVE));

      assertThat(error.isSubscriptionLost()).isTrue();
      assertThatThrownBy(subscription::next).isSameAs(error);
      closed.await();
      assertThatThrownBy(() -> subscription.send(SUPPRESS))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("the subscription is over: " + error.getMessage())
          .hasCause(error);
    }
  }

  @Test
  void callsBehindARefusalThatEndsTheSubscriptionGetTheirAnswers() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                ScriptedServer::subscribed,
                exchange -> {
                  exchange.readAhead();
                  exchange.answer("403 Forbidden", "text/plain", "Framework is not subscribed");
                  exchange.answer("403 Forbidden", "text/plain", "Framework is not subscribed");
                });
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = subscribed(client)) {
      CompletableFuture<?> first = subscription.sendAsync(REVIVE).toCompletableFuture();
      CompletableFuture<?> second = subscription.sendAsync(SUPPRESS).toCompletableFuture();

      assertThatThrownBy(first::get).hasCauseInstanceOf(ApiException.class);
      assertThatThrownBy(second::get).hasCauseInstanceOf(ApiException.class);
    }
  }

  @Test
  void aCallWithoutAnswerIsUnknownAndLaterAnswersStayInOrder() throws Exception {
    CompletableFuture<Void> late = new CompletableFuture<>();
    try (ScriptedServer server =
            onRevive(
                exchange -> {
                  late.join();
                  exchange.answer("400 Bad Request", "text/plain", "of REVIVE");
                });
        SchedulerClient client = server.client().responseTimeout(Duration.ofSeconds(2)).build();
        SchedulerSubscription subscription = subscribed(client)) {
      assertThatThrownBy(() -> subscription.send(REVIVE))
          .isInstanceOf(CallOutcomeUnknownException.class)
          .hasMessageContaining("no answer within 2000 ms");
      assertThat(subscription.isEnded()).isFalse();
      CompletableFuture<?> behind = subscription.sendAsync(SUPPRESS).toCompletableFuture();
      late.complete(null);

      behind.join();
      assertStillUp(subscription);
    }
  }

  @Test
  void anAnswerThatDripsIsWaitedForNoLongerThanOneThatDoesNotCome() throws Exception {
    try (ScriptedServer server =
            onRevive(
                exchange -> {
                  exchange.write("HTTP/1.1 202 Accepted\r\nX-Drip: ");
                  exchange.writeByteByByte(".".repeat(1000).getBytes(StandardCharsets.US_ASCII));
                  exchange.awaitClose();
                });
        SchedulerClient client = server.client().responseTimeout(Duration.ofSeconds(1)).build();
        SchedulerSubscription subscription = subscribed(client)) {
      assertThatThrownBy(() -> subscription.send(REVIVE))
          .isInstanceOf(CallOutcomeUnknownException.class)
          .hasMessageContaining("no answer within 1000 ms");
      assertThat(subscription.isEnded()).isFalse();
    }
  }

  @Test
  void aCallThatFindsNoPlaceInTimeIsNotSent() throws Exception {
    CompletableFuture<Void> late = new CompletableFuture<>();
    try (ScriptedServer server =
            onRevive(
                exchange -> {
                  late.join();
                  exchange.accept();
                });
        SchedulerClient client =
            server.client().pipelineDepth(1).responseTimeout(Duration.ofSeconds(2)).build();
        SchedulerSubscription subscription = subscribed(client)) {
      CompletableFuture<?> first = subscription.sendAsync(REVIVE).toCompletableFuture();
      assertThatThrownBy(() -> subscription.send(SUPPRESS))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("no place within 2000 ms");
      assertThatThrownBy(first::join).hasCauseInstanceOf(CallOutcomeUnknownException.class);
      late.complete(null);

      assertStillUp(subscription);
      assertThat(Call.parseFrom(server.takeCall().body()).getType()).isEqualTo(Call.Type.REVIVE);
      assertThat(Call.parseFrom(server.takeCall().body()).getType()).isEqualTo(Call.Type.SUPPRESS);
      assertThat(server.hasNoMoreCalls()).isTrue();
    }
  }

  @Test
  void moreCallsThanMayWaitAreNotSent() throws Exception {
    CompletableFuture<Void> late = new CompletableFuture<>();
    try (ScriptedServer server =
            onRevive(
                exchange -> {
                  late.join();
                  exchange.accept();
                });
        SchedulerClient client = server.client().maxPendingCalls(2).build();
        SchedulerSubscription subscription = subscribed(client)) {
      CompletableFuture<?> first = subscription.sendAsync(REVIVE).toCompletableFuture();
      CompletableFuture<?> second = subscription.sendAsync(REVIVE).toCompletableFuture();
      assertThatThrownBy(() -> subscription.sendAsync(REVIVE).toCompletableFuture().get())
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("2 calls wait for their answers");
      late.complete(null);
      first.join();
      second.join();

      assertStillUp(subscription);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"200 OK", "204 No Content", "201 Created"})
  void aSuccessThatMesosDoesNotSendIsUnknown(String status) throws Exception {
    try (ScriptedServer server =
            onRevive(
                exchange ->
                    exchange.write(
                        "HTTP/1.1 "
                            + status
                            + "\r\nContent-Type: text/html\r\n"
                            + (status.startsWith("204")
                                ? "\r\n"
                                : "Content-Length: 4\r\n\r\n<ht>")));
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = subscribed(client)) {
      assertThatThrownBy(() -> subscription.send(REVIVE))
          .isInstanceOf(CallOutcomeUnknownException.class)
          .hasMessageContaining(status + ", Content-Type \"text/html\"")
          .hasMessageContaining("(expected: 202)")
          .hasCauseInstanceOf(ProtocolException.class);
      assertStillUp(subscription);
    }
  }

  @Test
  void anUpdateOfTheFrameworkIsAcceptedWith200() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                ScriptedServer::subscribed,
                exchange -> exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = subscribed(client)) {
      subscription.send(
          SchedulerCalls.updateFramework(
              Wire.FRAMEWORK.toBuilder().setId(Wire.FRAMEWORK_ID).build()));
    }
  }

  @Test
  void aHugeBodyIsReadPastAndItsBeginningKept() throws Exception {
    try (ScriptedServer server =
            onRevive(
                exchange -> exchange.answer("400 Bad Request", "text/plain", "x".repeat(1 << 22)));
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = subscribed(client)) {
      ApiException error =
          catchThrowableOfType(ApiException.class, () -> subscription.send(REVIVE));

      assertThat(error.body()).hasSize(Response.MAX_BODY_BYTES);
      assertStillUp(subscription);
    }
  }

  @Test
  void answersMayComeByteByByteAndChunked() throws Exception {
    try (ScriptedServer server =
            onRevive(
                exchange ->
                    exchange.writeByteByByte(
                        (Wire.lines("HTTP/1.1 100 Continue", "")
                                + Wire.lines("HTTP/1.1 400 Bad Request")
                                + Wire.lines("Transfer-Encoding: chunked", "")
                                + Wire.lines("3", "bec", "4", "ause", "0", ""))
                            .getBytes(StandardCharsets.US_ASCII)));
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = subscribed(client)) {
      assertThatThrownBy(() -> subscription.send(REVIVE))
          .isInstanceOfSatisfying(
              ApiException.class, e -> assertThat(e.body()).isEqualTo("because"));
      assertStillUp(subscription);
    }
  }

  @Test
  void theEndOfTheConnectionForCallsEndsTheSubscription() throws Exception {
    try (ScriptedServer server = onRevive(Exchange::close);
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = subscribed(client)) {
      assertThatThrownBy(() -> subscription.send(REVIVE))
          .isInstanceOf(CallOutcomeUnknownException.class)
          .hasMessageContaining("the server closed the connection for calls");
      assertThatThrownBy(subscription::next)
          .isExactlyInstanceOf(IOException.class)
          .hasMessageContaining("the server closed the connection for calls");
      assertThatThrownBy(() -> subscription.send(SUPPRESS))
          .isInstanceOf(CallNotSentException.class);
    }
  }

  @Test
  void anAnswerThatIsTheLastOfItsConnectionEndsTheSubscription() throws Exception {
    try (ScriptedServer server =
            onRevive(
                exchange ->
                    exchange.write(
                        Wire.lines(
                            "HTTP/1.1 202 Accepted",
                            "Connection: close",
                            "Content-Length: 0",
                            "")));
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = subscribed(client)) {
      subscription.send(REVIVE);
      assertThatThrownBy(subscription::next)
          .isExactlyInstanceOf(IOException.class)
          .hasMessageContaining("the server closes the connection for calls");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage\r\n",
        "HTTP/1.1 202 Accepted\r\nContent-Length: x\r\n\r\n",
        "HTTP/1.1 400 Bad Request\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void bytesThatAreNoAnswerEndTheSubscription(String bytes) throws Exception {
    try (ScriptedServer server = onRevive(exchange -> exchange.write(bytes));
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = subscribed(client)) {
      assertThatThrownBy(() -> subscription.send(REVIVE))
          .isInstanceOf(CallOutcomeUnknownException.class)
          .hasMessageContaining("not an HTTP response")
          .hasCauseInstanceOf(ProtocolException.class);
      assertThatThrownBy(subscription::next).isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void anAnswerThatNoCallAskedForEndsTheSubscription() throws Exception {
    try (ScriptedServer server =
            onRevive(
                exchange -> {
                  exchange.accept();
                  exchange.answer("408 Request Timeout", "text/plain", "slow");
                });
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = subscribed(client)) {
      subscription.send(REVIVE);
      assertThatThrownBy(subscription::next)
          .isInstanceOf(ProtocolException.class)
          .hasMessageContaining("an answer that no call asked for: 408 Request Timeout");
    }
  }

  @Test
  void aCallThatIsWithdrawnBeforeItIsWrittenIsNotSent() throws Exception {
    CompletableFuture<Void> late = new CompletableFuture<>();
    try (ScriptedServer server =
            onRevive(
                exchange -> {
                  late.join();
                  exchange.accept();
                });
        SchedulerClient client = server.client().pipelineDepth(1).build();
        SchedulerSubscription subscription = subscribed(client)) {
      CompletableFuture<?> first = subscription.sendAsync(REVIVE).toCompletableFuture();
      CompletableFuture<?> second =
          subscription.sendAsync(SchedulerCalls.teardown()).toCompletableFuture();
      assertThat(second.cancel(false)).isTrue();
      late.complete(null);
      first.join();

      assertStillUp(subscription);
      assertThat(Call.parseFrom(server.takeCall().body()).getType()).isEqualTo(Call.Type.REVIVE);
      assertThat(Call.parseFrom(server.takeCall().body()).getType()).isEqualTo(Call.Type.SUPPRESS);
    }
  }

  @Test
  void blockingOnTheIoThreadIsRefused() throws Exception {
    AtomicInteger subscriptions = new AtomicInteger();
    CompletableFuture<Void> awaited = new CompletableFuture<>();
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  if (subscriptions.incrementAndGet() == 2) {
                    awaited.join(); // Or this thread would be the one that blocks.
                  }
                  ScriptedServer.subscribed(exchange);
                });
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = subscribed(client)) {
      CompletableFuture<?> blocked =
          client
              .subscribeAsync(Wire.FRAMEWORK)
              .thenAccept(
                  other -> {
                    assertThatThrownBy(() -> other.send(REVIVE))
                        .isInstanceOf(IllegalStateException.class);
                    assertThatThrownBy(other::next).isInstanceOf(IllegalStateException.class);
                    assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
                        .isInstanceOf(IllegalStateException.class);
                    other.close();
                  })
              .toCompletableFuture();
      awaited.complete(null);

      blocked.join();
      assertStillUp(subscription);
    }
  }
}
