package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mesosjava.ProtocolException;
import io.mesosjava.v1.agent.Call;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes in the place of answers, on every kind of connection that calls go over. */
@Timeout(60)
class BadAnswerTest {

  @ParameterizedTest
  @EnumSource(BadAnswer.class)
  void toACallOfASubscriptionEndsIt(BadAnswer bad) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed, bad);
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      assertTold(() -> subscription.send(SchedulerCalls.revive()), "REVIVE", server);

      assertThatThrownBy(subscription::next)
          .isInstanceOf(ProtocolException.class)
          .hasMessageContaining("not an HTTP response");
      assertThatThrownBy(() -> subscription.send(SchedulerCalls.suppress()))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("the subscription is over")
          .hasMessageContaining("not an HTTP response");
      server.awaitConnectionsClosedByClient();
    }
  }

  @ParameterizedTest
  @EnumSource(BadAnswer.class)
  void toACallOfAnOperatorEndsItsConnectionOnly(BadAnswer bad) throws Exception {
    try (ScriptedServer server = operators(bad);
        AgentClient client = AgentClient.builder(server.uri()).build()) {
      assertTold(() -> client.getState(), "GET_STATE", server);

      assertThat(client.send(AgentCalls.getHealth())).isEqualTo(Acceptance.ACCEPTED);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(BadAnswer.class)
  void toACallThatWaitsEndsTheWaiting(BadAnswer bad) throws Exception {
    try (ScriptedServer server = operators(bad);
        AgentClient client = AgentClient.builder(server.uri()).build()) {
      assertTold(() -> client.waitContainer(Wire.NESTED), "WAIT_CONTAINER", server);

      server.awaitConnectionsClosedByClient();
    }
  }

  @ParameterizedTest
  @EnumSource(BadAnswer.class)
  void toTheInputOfAContainerEndsIt(BadAnswer bad) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(subscribe -> subscribe.reset(), bad);
        AgentClient client = AgentClient.builder(server.uri()).build();
        ContainerInput input = client.attachContainerInput(Wire.NESTED)) {
      assertTold(() -> Blocking.await(input.answer().toCompletableFuture()), "INPUT", server);

      server.awaitConnectionsClosedByClient();
    }
  }

  @ParameterizedTest
  @EnumSource(BadAnswer.class)
  void toSubscribeIsTold(BadAnswer bad) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(bad);
        SchedulerClient client = server.client().build()) {
      IOException told =
          catchThrowableOfType(IOException.class, () -> client.subscribe(Wire.FRAMEWORK));

      // A head that says 202 is told before what comes behind it is seen.
      assertThat(told).isInstanceOf(ProtocolException.class);
      assertThat(told.getMessage()).containsAnyOf("not an HTTP response", "(expected: 200 with");
      server.awaitConnectionsClosedByClient();
    }
  }

  private static ScriptedServer operators(BadAnswer bad) throws IOException {
    return ScriptedServer.start(
        subscribe -> subscribe.reset(),
        exchange -> {
          if (exchange.request().message(Call.getDefaultInstance()).getType()
              == Call.Type.GET_HEALTH) {
            exchange.accept();
          } else {
            bad.run(exchange);
          }
        });
  }

  private interface Sending {
    void run() throws Exception;
  }

  private static void assertTold(Sending sending, String type, ScriptedServer server) {
    assertThatThrownBy(sending::run)
        .isInstanceOf(CallOutcomeUnknownException.class)
        .hasMessageContaining(type)
        .hasMessageContaining(server.uri().toString())
        .hasMessageContaining("not an HTTP response")
        .hasMessageMatching("(?s).{0,600}");
  }
}
