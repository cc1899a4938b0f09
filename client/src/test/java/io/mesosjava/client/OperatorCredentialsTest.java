package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mesosjava.v1.agent.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Credentials of calls that belong to no subscription. */
class OperatorCredentialsTest {

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
}
