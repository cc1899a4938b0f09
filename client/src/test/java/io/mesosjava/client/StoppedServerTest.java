package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.scheduler.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A master that takes connections and stops reading what comes on the one for calls. */
class StoppedServerTest {

  private static final int CALLS = 64;

  /** All of them together are more than sockets hold. */
  private static final int BYTES = 1 << 19;

  private static Call message(int number) {
    byte[] data = new byte[BYTES];
    data[0] = (byte) number;
    return SchedulerCalls.message(
        AgentID.newBuilder().setValue("S0").build(),
        ExecutorID.newBuilder().setValue("E0").build(),
        ByteString.copyFrom(data));
  }

  @Test
  void holdsUpNobodyForEverAndIsSentNothingTwice() throws Exception {
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    try (ScriptedServer server =
            ScriptedServer.start(
                ScriptedServer::subscribed,
                exchange -> {
                  goOn.join();
                  exchange.accept();
                });
        SchedulerClient client =
            server.client().maxPendingCalls(CALLS).responseTimeout(Duration.ofSeconds(2)).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      List<CompletableFuture<?>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        calls.add(subscription.sendAsync(message(i)).toCompletableFuture());
      }
      List<String> outcomes = new ArrayList<>();
      for (CompletableFuture<?> call : calls) {
        outcomes.add(catchThrowable(call::join).getCause().getClass().getSimpleName());
      }

      int written = outcomes.lastIndexOf("CallOutcomeUnknownException") + 1;
      assertThat(written).isBetween(1, CALLS - 1);
      assertThat(outcomes.subList(0, written)).containsOnly("CallOutcomeUnknownException");
      assertThat(outcomes.subList(written, CALLS)).containsOnly("CallNotSentException");
      assertThat(subscription.isEnded()).isFalse();

      goOn.complete(null);
      sendWhenThereIsRoom(subscription);
      for (int i = 0; i < written; i++) {
        Call call = Call.parseFrom(server.takeCall().body());
        assertThat(call.getMessage().getData().byteAt(0)).isEqualTo((byte) i);
      }
      assertThat(Call.parseFrom(server.takeCall().body()).getType()).isEqualTo(Call.Type.REVIVE);
    }
  }

  /** What was written is answered now; until then a call may be too late again. */
  private static void sendWhenThereIsRoom(SchedulerSubscription subscription) throws Exception {
    boolean sent = false;
    while (!sent) {
      try {
        subscription.send(SchedulerCalls.revive());
        sent = true;
      } catch (CallNotSentException e) {
        assertThat(subscription.isEnded()).isFalse();
      }
    }
  }

  @Test
  void canBeLeft() throws Exception {
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    try (ScriptedServer server =
            ScriptedServer.start(
                ScriptedServer::subscribed,
                exchange -> {
                  goOn.join();
                  exchange.close();
                });
        SchedulerClient client = server.client().build()) {
      SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK);
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      List<CompletableFuture<?>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        calls.add(subscription.sendAsync(message(i)).toCompletableFuture());
      }
      subscription.close();

      for (CompletableFuture<?> call : calls) {
        assertThatThrownBy(call::join).hasCauseInstanceOf(CallException.class);
      }
      goOn.complete(null);
    }
  }
}
