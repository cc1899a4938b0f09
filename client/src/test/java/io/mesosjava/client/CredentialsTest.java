package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

  private static final String UNAUTHORIZED = "401 Unauthorized";

  /** base64 of {@code me:secret}. */
  private static final String BASIC = "Basic bWU6c2VjcmV0";

  /** A master that takes nothing but {@code authorization}. */
  private static ScriptedServer wanting(String authorization) throws IOException {
    return ScriptedServer.start(
        exchange -> {
          if (isFrom(exchange, authorization)) {
            ScriptedServer.subscribed(exchange);
          } else {
            exchange.answer(UNAUTHORIZED, "text/plain", "401 Unauthorized.");
          }
        },
        exchange -> {
          if (isFrom(exchange, authorization)) {
            exchange.accept();
          } else {
            exchange.answer(UNAUTHORIZED, "text/plain", "401 Unauthorized.");
          }
        });
  }

  private static boolean isFrom(Exchange exchange, String authorization) {
    return authorization.equals(exchange.request().headers().get("Authorization"));
  }

  private static void assertWorks(SchedulerClient client) throws Exception {
    try (SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      subscription.send(SchedulerCalls.revive());
    }
  }

  @Test
  void goWithSubscribeAndWithCalls() throws Exception {
    try (ScriptedServer server = wanting(BASIC);
        SchedulerClient client =
            server.client().credentials(CredentialsProvider.basic("me", "secret")).build()) {
      assertWorks(client);
    }
  }

  @ParameterizedTest
  @CsvSource({"a:b, hidden", "me, hid:den"})
  void warnsOnceOfAColonWithoutTheSecret(String principal, String secret) {
    List<String> warnings = new ArrayList<>();
    FixedCredentials basic = FixedCredentials.basic(principal, secret, warnings::add);
    basic.authorization(null);
    basic.authorization(null);

    assertThat(warnings)
        .containsExactly(
            "the principal or the secret has a colon: Mesos will not know " + principal);
  }

  @Test
  void warnOnceOfAFileThatIsReadAgain(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "a:b");
    List<String> warnings = new ArrayList<>();
    CredentialsProvider provider =
        new SecretFile(file, secret -> FixedCredentials.basic("me", secret, warnings::add));
    provider.authorization(null);
    provider.authorization(null);
    assertThat(warnings).hasSize(1);

    Files.writeString(file, "c:d");
    provider.authorization("rejected");
    assertThat(warnings).hasSize(2);
  }

  @Test
  void doesNotWarnWithoutAColon() {
    List<String> warnings = new ArrayList<>();
    FixedCredentials.basic("me", "hidden", warnings::add);

    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "secret\n", "secret\r\n"})
  void aSecretInAFileMayEndWithALineBreak(String content, @TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), content);
    try (ScriptedServer server = wanting(BASIC);
        SchedulerClient client =
            server.client().credentials(CredentialsProvider.basic("me", file)).build()) {
      assertWorks(client);
    }
  }

  @Test
  void areRenewedOnceWhenTheyAreRejected(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "old");
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  if (isFrom(exchange, "Bearer new")) {
                    ScriptedServer.subscribed(exchange);
                  } else {
                    Files.writeString(file, "new");
                    exchange.answer(UNAUTHORIZED, "text/plain", "");
                  }
                });
        SchedulerClient client =
            server.client().credentials(CredentialsProvider.bearer(file)).build()) {
      assertWorks(client);
      assertWorks(client);

      assertThat(server.takeSubscribe().headers()).containsEntry("Authorization", "Bearer old");
      assertThat(server.takeSubscribe().headers()).containsEntry("Authorization", "Bearer new");
      assertThat(server.takeSubscribe().headers()).containsEntry("Authorization", "Bearer new");
    }
  }

  @Test
  void thatExpireDuringASubscriptionAreRenewedForTheCallsBehind() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch renewed = new CountDownLatch(1);
    CredentialsProvider provider =
        rejected -> {
          if (rejected != null) {
            renewed.countDown();
          }
          return "Bearer " + asked.incrementAndGet();
        };
    try (ScriptedServer server =
            ScriptedServer.start(
                ScriptedServer::subscribed,
                exchange -> {
                  if (isFrom(exchange, "Bearer 2")) {
                    exchange.accept();
                  } else {
                    exchange.answer(UNAUTHORIZED, "text/plain", "");
                  }
                });
        SchedulerClient client = server.client().credentials(provider).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      List<CompletableFuture<?>> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        calls.add(subscription.sendAsync(SchedulerCalls.revive()).toCompletableFuture());
      }
      assertThatThrownBy(calls.get(0)::join)
          .hasCauseInstanceOf(ApiException.class)
          .hasMessageContaining("401 Unauthorized");
      renewed.await();

      sendOnceRenewed(subscription);
      assertThat(subscription.isEnded()).isFalse();
      // Calls that were on their way with the old ones say nothing about the new ones.
      assertThat(asked).hasValue(2);
    }
  }

  /** The new value is on its way to the connection: calls before it has come are refused, too. */
  private static void sendOnceRenewed(SchedulerSubscription subscription) throws Exception {
    boolean sent = false;
    while (!sent) {
      try {
        subscription.send(SchedulerCalls.revive());
        sent = true;
      } catch (ApiException e) {
        assertThat(e.isAuthorization()).isTrue();
      }
    }
  }

  @Test
  void areNotSentAgainWhenThereAreNoOthers() throws Exception {
    try (ScriptedServer server = wanting("Bearer other");
        SchedulerClient client =
            server.client().credentials(CredentialsProvider.bearer("hidden")).build()) {
      ApiException error =
          catchThrowableOfType(ApiException.class, () -> client.subscribe(Wire.FRAMEWORK));

      assertThat(error.isAuthorization()).isTrue();
      assertThat(error.isRetryable()).isFalse();
      assertThat(error).hasMessageNotContaining("hidden");
      server.takeSubscribe();
      assertThat(server.hasNoMoreRequests()).isTrue();
    }
  }

  @Test
  void thatAreRejectedTwiceAreGivenUp() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedServer server = wanting("Bearer other");
        SchedulerClient client =
            server.client().credentials(rejected -> "Bearer " + asked.incrementAndGet()).build()) {
      assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
          .isInstanceOfSatisfying(
              ApiException.class, e -> assertThat(e.isAuthorization()).isTrue());
      assertThat(asked).hasValue(2);
      assertThat(server.takeSubscribe().headers()).containsEntry("Authorization", "Bearer 1");
      assertThat(server.takeSubscribe().headers()).containsEntry("Authorization", "Bearer 2");
    }
  }

  @Test
  void areAskedForOnceHoweverManyWait() throws Exception {
    List<String> asked = new ArrayList<>();
    CountDownLatch first = new CountDownLatch(1);
    CredentialsProvider provider =
        rejected -> {
          asked.add(String.valueOf(rejected));
          first.await();
          return rejected == null ? "Bearer old" : "Bearer new";
        };
    try (ScriptedServer server = wanting("Bearer new");
        SchedulerClient client = server.client().credentials(provider).build()) {
      List<CompletableFuture<SchedulerSubscription>> subscribing = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        subscribing.add(client.subscribeAsync(Wire.FRAMEWORK).toCompletableFuture());
      }
      first.countDown();
      for (CompletableFuture<SchedulerSubscription> next : subscribing) {
        next.join().close();
      }

      assertThat(asked).containsExactly("null", "Bearer old");
    }
  }

  @Test
  void thatCannotBeHadAreToldAndTheNextAttemptAsksAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CredentialsProvider provider =
        rejected -> {
          switch (asked.incrementAndGet()) {
            case 1 -> throw new IOException("the vault is sealed");
            case 2 -> throw new IllegalStateException("a bug");
            default -> {
              return BASIC;
            }
          }
        };
    try (ScriptedServer server = wanting(BASIC);
        SchedulerClient client = server.client().credentials(provider).build()) {
      assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("no credentials: the vault is sealed");
      assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("a bug")
          .hasRootCauseInstanceOf(IllegalStateException.class);
      assertThat(server.connections()).isZero();
      assertWorks(client);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hidden\r\nX-Evil: 1", "hidden\n", "hidden\u00e4", ""})
  void thatCannotStandInAHeaderAreRefusedWithoutShowingThem(String value) throws Exception {
    try (ScriptedServer server = wanting(BASIC);
        SchedulerClient client = server.client().credentials(rejected -> value).build()) {
      assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("Authorization: a value (expected: printable ASCII)")
          .hasMessageNotContaining("hidden");
      assertThat(server.connections()).isZero();
    }
    if (!value.isEmpty()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CredentialsProvider.bearer(value))
          .withMessageNotContaining("hidden");
    }
  }

  @Test
  void closingTheClientInterruptsAProviderThatHangs() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CredentialsProvider provider =
        rejected -> {
          asked.countDown();
          new CountDownLatch(1).await();
          return null;
        };
    try (ScriptedServer server = wanting(BASIC)) {
      SchedulerClient client = server.client().credentials(provider).build();
      CompletableFuture<?> subscribing =
          client.subscribeAsync(Wire.FRAMEWORK).toCompletableFuture();
      asked.await();
      client.close();

      assertThatThrownBy(subscribing::get)
          .hasCauseInstanceOf(CallNotSentException.class)
          .hasMessageContaining("the client is closed");
      assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("the client is closed");
    }
  }

  @Test
  void ofAnExecutorComeFromItsEnvironment() throws Exception {
    String name = "MESOS_EXECUTOR_AUTHENTICATION_TOKEN";

    assertThat(CredentialsProvider.executor(Map.of(name, "abc")).authorization(null))
        .isEqualTo("Bearer abc");
    assertThat(CredentialsProvider.executor(Map.of()).authorization(null)).isNull();
  }

  @Test
  void anEmptyOrMissingFileIsNamed(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("missing");
    Path empty = Files.writeString(folder.resolve("empty"), "\n");

    assertThatThrownBy(() -> CredentialsProvider.bearer(missing).authorization(null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(missing.toString());
    assertThatThrownBy(() -> CredentialsProvider.bearer(empty).authorization(null))
        .isInstanceOf(IOException.class)
        .hasMessage(empty + ": empty (expected: a secret)");
  }

  @Test
  void areNotShown(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "hidden");
    for (CredentialsProvider provider :
        List.of(
            CredentialsProvider.basic("me", "hidden"),
            CredentialsProvider.basic("me", file),
            CredentialsProvider.bearer("hidden"),
            CredentialsProvider.bearer(file))) {
      String value = String.valueOf(provider.authorization(null));
      assertThat(value).containsAnyOf("Basic ", "Bearer hidden");
      assertThat(provider.toString())
          .doesNotContain("hidden", value.substring(value.indexOf(' ') + 1));
    }
  }

  @Test
  void cannotStandBesideAHeaderOfTheSameName() throws Exception {
    try (ScriptedServer server = wanting(BASIC)) {
      SchedulerClient.Builder builder =
          server
              .client()
              .header("authorization", "Bearer x")
              .credentials(CredentialsProvider.bearer("y"));
      assertThatIllegalArgumentException()
          .isThrownBy(builder::build)
          .withMessage("header: Authorization, beside credentials (expected: one of them)");
    }
  }
}
