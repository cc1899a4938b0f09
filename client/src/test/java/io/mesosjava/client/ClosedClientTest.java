package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ResourceProviderID;
import io.mesosjava.v1.ResourceProviderInfo;
import io.mesosjava.v1.resourceprovider.Call;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked of something closed fails at once, and says so. */
@Timeout(60)
class ClosedClientTest {

  private static final CommandInfo COMMAND = CommandInfo.newBuilder().setValue("true").build();

  private static final Call UPDATE =
      Call.newBuilder()
          .setType(Call.Type.UPDATE_OPERATION_STATUS)
          .setUpdateOperationStatus(
              (Call.UpdateOperationStatus)
                  Samples.of(Call.UpdateOperationStatus.getDefaultInstance()))
          .setResourceProviderId(
              (ResourceProviderID) Samples.of(ResourceProviderID.getDefaultInstance()))
          .build();

  private interface Asking {
    void run() throws Exception;
  }

  private static void assertClosed(Asking asking) {
    assertThatThrownBy(asking::run)
        .isInstanceOf(CallNotSentException.class)
        .hasMessageContaining("the client is closed");
  }

  private static void assertStageTells(CompletionStage<?> stage) {
    assertThatThrownBy(() -> stage.toCompletableFuture().get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(CallNotSentException.class)
        .hasMessageContaining("the client is closed");
  }

  @Test
  void ofAnAgentTakesNoCall() throws Exception {
    for (boolean wasUsed : List.of(false, true)) {
      try (ScriptedServer server = ScriptedServer.start(Exchange::reset, Exchange::accept)) {
        AgentClient client = AgentClient.builder(server.uri()).build();
        if (wasUsed) {
          client.send(AgentCalls.getHealth());
          server.takeCall();
        }
        client.close();

        assertClosed(() -> client.send(AgentCalls.getHealth()));
        assertClosed(() -> client.call(AgentCalls.getHealth()));
        assertClosed(client::getState);
        assertClosed(() -> client.waitContainer(Wire.NESTED));
        assertClosed(() -> client.attachContainerOutput(Wire.NESTED));
        assertClosed(() -> client.attachContainerInput(Wire.NESTED));
        assertClosed(() -> client.launchSession(Wire.NESTED, COMMAND, null));
        assertStageTells(client.sendAsync(AgentCalls.getHealth()));
        assertStageTells(client.callAsync(AgentCalls.getHealth()));
        assertStageTells(client.getStateAsync());
        assertStageTells(client.waitContainerAsync(Wire.NESTED));
        assertStageTells(client.attachContainerOutputAsync(Wire.NESTED));
        assertStageTells(client.attachContainerInputAsync(Wire.NESTED));
        assertThat(server.hasNoMoreRequests()).isTrue();
        assertThat(server.connections()).isEqualTo(wasUsed ? 1 : 0);
      }
    }
  }

  @Test
  void ofAMasterTakesNoCall() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(Exchange::reset, Exchange::accept)) {
      MasterClient client = MasterClient.builder(server.uri()).build();
      client.close();

      assertClosed(() -> client.send(MasterCalls.getHealth()));
      assertClosed(client::getState);
      assertClosed(client::subscribe);
      assertStageTells(client.sendAsync(MasterCalls.getHealth()));
      assertStageTells(client.subscribeAsync());
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void subscriptionsTakeNoCallOnceTheirClientIs() throws Exception {
    ExecutorID executor = ExecutorID.newBuilder().setValue("E").build();
    ResourceProviderInfo provider =
        ResourceProviderInfo.newBuilder().setType("t").setName("n").build();
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed)) {
      SchedulerClient schedulers = server.client().build();
      ExecutorClient executors = ExecutorClient.builder(server.uri()).build();
      ResourceProviderClient providers = ResourceProviderClient.builder(server.uri()).build();
      SchedulerSubscription first = schedulers.subscribe(Wire.FRAMEWORK);
      ExecutorSubscription second = executors.subscribe(Wire.FRAMEWORK_ID, executor);
      ResourceProviderSubscription third = providers.subscribe(provider);
      first.next();
      schedulers.close();
      executors.close();
      providers.close();

      assertClosed(() -> first.send(SchedulerCalls.revive()));
      assertStageTells(first.sendAsync(SchedulerCalls.revive()));
      assertStageTells(second.sendAsync(ExecutorCalls.heartbeat()));
      assertStageTells(third.sendAsync(UPDATE));
      assertThat(server.hasNoMoreCalls()).isTrue();
    }
  }
}
