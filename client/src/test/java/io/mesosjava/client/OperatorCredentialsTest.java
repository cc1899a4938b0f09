package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mesosjava.v1.agent.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Credentials of calls that belong to no subscription. */
class OperatorCredentialsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Queue<String> shown = new ConcurrentLinkedQueue<>();
  private final AtomicInteger asked = new AtomicInteger();

  /** Accepts the token with {@code number}. */
  private ScriptedServer server(int number) throws IOException {
    return ScriptedServer.start(
        subscribe -> subscribe.reset(),
        exchange -> {
          String value = exchange.request().headers().getOrDefault("Authorization", "none");
          shown.add(value);
          if (value.equals("Bearer " + number)) {
            exchange.answer(
                Response.newBuilder()
                    .setType(Response.Type.WAIT_CONTAINER)
                    .setWaitContainer(Response.WaitContainer.getDefaultInstance())
                    .build());
          } else {
            exchange.answer("401 Unauthorized", "text/plain", "401 Unauthorized.");
          }
        });
  }

  private AgentClient client(ScriptedServer server) {
    return AgentClient.builder(server.uri())
        .credentials(rejected -> "Bearer " + asked.incrementAndGet())
        .build();
  }

  @Test
  void goWithEveryCall() throws Exception {
    try (ScriptedServer server = server(1);
        AgentClient client = client(server)) {
      client.send(AgentCalls.getHealth());
      client.waitContainer(Wire.NESTED);

      assertThat(shown).containsExactly("Bearer 1", "Bearer 1");
    }
  }

  @Test
  void areRenewedOnceForAllTheCallsThatWereRejected() throws Exception {
    try (ScriptedServer server = server(2);
        AgentClient client = client(server)) {
      List<CompletableFuture<Acceptance>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(client.sendAsync(AgentCalls.getHealth()).toCompletableFuture());
      }
      for (CompletableFuture<Acceptance> call : calls) {
        assertThat(call.get()).isEqualTo(Acceptance.OK);
      }
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void areRenewedOnceForACallThatWaits() throws Exception {
    try (ScriptedServer server = server(2);
        AgentClient client = client(server)) {
      client.waitContainer(Wire.NESTED);

      assertThat(shown).containsExactly("Bearer 1", "Bearer 2");
    }
  }

  @Test
  void thatAreRejectedTwiceAreGivenUp() throws Exception {
    try (ScriptedServer server = server(100);
        AgentClient client = client(server)) {
      ApiException refused =
          catchThrowableOfType(ApiException.class, () -> client.send(AgentCalls.getHealth()));
      assertThat(refused.isAuthorization()).isTrue();
      assertThat(shown).containsExactly("Bearer 1", "Bearer 2");

      assertThat(catchThrowableOfType(ApiException.class, () -> client.waitContainer(Wire.NESTED)))
          .isNotNull();
    }
  }

  @Test
  void thatCannotBeHadAreTold() throws Exception {
    try (ScriptedServer server = server(1);
        AgentClient client =
            AgentClient.builder(server.uri())
                .credentials(
                    rejected -> {
                      throw new IOException("no token today");
                    })
                .build()) {
      for (CompletableFuture<?> call :
          List.of(
              client.sendAsync(AgentCalls.getHealth()).toCompletableFuture(),
              client.waitContainerAsync(Wire.NESTED).toCompletableFuture())) {
        assertThat(catchThrowableOfType(ExecutionException.class, call::get).getCause())
            .isInstanceOf(CallNotSentException.class)
            .hasMessageContaining("no credentials: no token today");
      }
      assertThat(shown).isEmpty();
    }
  }

  /** Gives {@code at} first, then hangs; a client that is closed does not wait for its end. */
  private CredentialsProvider hanging(int after, CountDownLatch end) {
    return rejected -> {
      if (asked.incrementAndGet() > after) {
        Uninterruptibly.await(end);
      }
      return "Bearer " + asked.get();
    };
  }

  private static Throwable failureOf(CompletionStage<?> stage) {
    return catchThrowableOfType(
            ExecutionException.class, () -> stage.toCompletableFuture().get(60, TimeUnit.SECONDS))
        .getCause();
  }

  @Test
  void thatDoNotComeInTheTimeOfTheCallAreTold() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (ScriptedServer server = server(1);
        AgentClient client =
            AgentClient.builder(server.uri())
                .credentials(hanging(0, end))
                .responseTimeout(Duration.ofMillis(50))
                .build()) {
      CallOptions shorter = CallOptions.none().withResponseTimeout(Duration.ofMillis(20));
      CompletionStage<Acceptance> call = client.sendAsync(AgentCalls.getHealth());
      CompletionStage<Acceptance> hurried = client.sendAsync(AgentCalls.getHealth(), shorter);
      assertThat(failureOf(call))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("no credentials within 50 ms");
      assertThat(failureOf(hurried))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("no credentials within 20 ms");
      assertThat(failureOf(client.waitContainerAsync(Wire.NESTED)))
          .as("a call that may wait for ever")
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("the provider has not answered within 50 ms");
      assertThat(failureOf(client.attachContainerInputAsync(Wire.NESTED)))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("the provider has not answered within 50 ms");
      assertThat(failureOf(client.attachContainerOutputAsync(Wire.NESTED)))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("the provider has not answered within 50 ms");
      assertThat(asked).as("one question for all").hasValue(1);

      end.countDown();
      assertThat(
              client.send(AgentCalls.getHealth(), CallOptions.none().withResponseTimeout(MINUTE)))
          .as("later")
          .isEqualTo(Acceptance.OK);
    }
  }

  @Test
  void thatAreNotRenewedInTheTimeOfTheCallAreTold() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (ScriptedServer server = server(100);
        AgentClient client =
            AgentClient.builder(server.uri())
                .credentials(hanging(1, end))
                .responseTimeout(Duration.ofSeconds(3))
                .build()) {
      for (CompletionStage<?> call :
          List.of(
              client.sendAsync(AgentCalls.getHealth()), client.waitContainerAsync(Wire.NESTED))) {
        assertThat(failureOf(call))
            .isInstanceOfSatisfying(
                ApiException.class,
                refused -> {
                  assertThat(refused.status()).isEqualTo(401);
                  assertThat(refused.getSuppressed()[0])
                      .hasMessage("the provider has not answered within 3000 ms");
                });
      }
      end.countDown();
    }
  }

  @Test
  void aClosedClientDoesNotWaitFor() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (ScriptedServer server = server(1)) {
      AgentClient client = AgentClient.builder(server.uri()).credentials(hanging(0, end)).build();
      List<CompletionStage<?>> waiting =
          List.of(
              client.sendAsync(AgentCalls.getHealth()),
              client.waitContainerAsync(Wire.NESTED),
              client.attachContainerInputAsync(Wire.NESTED),
              client.attachContainerOutputAsync(Wire.NESTED));
      client.close();
      for (CompletionStage<?> stage : waiting) {
        assertThat(failureOf(stage))
            .isInstanceOf(CallNotSentException.class)
            .hasMessageContaining("the client is closed");
      }
      end.countDown();
    }
  }
}
