package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class SchedulerSubscriptionTest {

  @Test
  void givesTheEventsInOrderAndNullAtTheEnd() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  exchange.beginStream(Wire.STREAM_ID);
                  exchange.write(
                      Wire.events(
                          Wire.SUBSCRIBED, Wire.HEARTBEAT, Wire.message(1), Wire.message(2)));
                  exchange.write(Wire.LAST_CHUNK);
                });
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.streamId()).isEqualTo(Wire.STREAM_ID);
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      assertThat(subscription.next()).isEqualTo(Wire.HEARTBEAT);
      assertThat(subscription.next(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Wire.message(1));
      assertThat(subscription.next()).isEqualTo(Wire.message(2));
      assertThat(subscription.next()).isNull();
      assertThat(subscription.next()).isNull();
    }
  }

  @Test
  void fillsTheFrameworkIdAndTheStreamIdIntoCalls() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client = server.client().header("X-Trace", "7").build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.frameworkId()).isNull();
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      assertThat(subscription.frameworkId()).isEqualTo(Wire.FRAMEWORK_ID);
      subscription.send(SchedulerCalls.revive("a"));

      ReceivedRequest subscribe = server.takeSubscribe();
      assertThat(subscribe.line()).isEqualTo("POST /api/v1/scheduler HTTP/1.1");
      assertThat(subscribe.headers())
          .containsOnlyKeys("Host", "Accept", "Content-Type", "Content-Length", "X-Trace");
      assertThat(Call.parseFrom(subscribe.body()).getSubscribe().getFrameworkInfo())
          .isEqualTo(Wire.FRAMEWORK);
      ReceivedRequest revive = server.takeCall();
      assertThat(revive.headers())
          .containsEntry("Mesos-Stream-Id", Wire.STREAM_ID)
          .containsEntry("Content-Type", "application/x-protobuf")
          .containsEntry("Accept", "application/x-protobuf")
          .containsEntry("X-Trace", "7")
          .containsEntry("Host", server.uri().getAuthority());
      assertThat(revive.connection()).isNotEqualTo(subscribe.connection());
      assertThat(Call.parseFrom(revive.body()))
          .isEqualTo(
              SchedulerCalls.revive("a").toBuilder().setFrameworkId(Wire.FRAMEWORK_ID).build());
    }
  }

  @Test
  void subscribesAgainUnderTheIdOfTheFramework() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription =
            client.subscribe(Wire.FRAMEWORK.toBuilder().setId(Wire.FRAMEWORK_ID).build())) {
      assertThat(subscription.frameworkId()).isEqualTo(Wire.FRAMEWORK_ID);
      subscription.send(SchedulerCalls.teardown());

      assertThat(Call.parseFrom(server.takeSubscribe().body()).getFrameworkId())
          .isEqualTo(Wire.FRAMEWORK_ID);
      assertThat(Call.parseFrom(server.takeCall().body()).getFrameworkId())
          .isEqualTo(Wire.FRAMEWORK_ID);
    }
  }

  @Test
  void refusesIncompleteCallsBeforeAnythingIsSent() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> subscription.send(SchedulerCalls.teardown()))
          .withMessageContaining("framework_id");
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> subscription.sendAsync(Call.getDefaultInstance()))
          .withMessageContaining("type");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> subscription.sendAsync(Call.newBuilder().setType(Call.Type.ACCEPT).build()))
          .withMessage("ACCEPT: missing required field: accept");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  subscription.sendAsync(
                      SchedulerCalls.kill(
                          TaskID.getDefaultInstance(), AgentID.newBuilder().buildPartial())))
          .withMessageContaining("kill.task_id.value")
          .withMessageContaining("kill.agent_id.value");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> subscription.send(Call.newBuilder().setType(Call.Type.SUBSCRIBE).build()))
          .withMessageContaining("subscribe");

      subscription.send(SchedulerCalls.suppress());
      assertThat(Call.parseFrom(server.takeCall().body()).getType()).isEqualTo(Call.Type.SUPPRESS);
      assertThat(server.hasNoMoreCalls()).isTrue();
    }
  }

  @Test
  void waitsNoLongerThanItIsTold() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      Event first = subscription.next(Duration.ofSeconds(30));
      assertThat(first).isEqualTo(Wire.SUBSCRIBED);
      assertThatThrownBy(() -> subscription.next(Duration.ofMillis(1)))
          .isInstanceOf(TimeoutException.class);
      assertThat(subscription.isEnded()).isFalse();
    }
  }
}
