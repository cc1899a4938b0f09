package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.ResourceProviderID;
import io.mesosjava.v1.ResourceProviderInfo;
import io.mesosjava.v1.UUID;
import io.mesosjava.v1.resourceprovider.Call;
import io.mesosjava.v1.resourceprovider.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceProviderSubscriptionTest {

  private static final ResourceProviderID ID =
      ResourceProviderID.newBuilder().setValue("rp").build();

  private static final ResourceProviderInfo INFO =
      ResourceProviderInfo.newBuilder().setType("org.apache.mesos.rp.test").setName("a").build();

  private static final UUID VERSION =
      UUID.newBuilder().setValue(ByteString.copyFrom(new byte[16])).build();

  private static final Event SUBSCRIBED =
      Event.newBuilder()
          .setType(Event.Type.SUBSCRIBED)
          .setSubscribed(Event.Subscribed.newBuilder().setProviderId(ID))
          .build();

  private static void subscribed(Exchange exchange) throws Exception {
    exchange.beginStream(Wire.STREAM_ID);
    exchange.write(Wire.chunk(Wire.record(SUBSCRIBED)));
    exchange.awaitClose();
  }

  @Test
  void callsCarryTheStreamIdAndTheIdThatTheAgentGave() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(ResourceProviderSubscriptionTest::subscribed);
        ResourceProviderClient client = ResourceProviderClient.builder(server.uri()).build();
        ResourceProviderSubscription subscription = client.subscribe(INFO)) {
      ReceivedRequest subscribe = server.takeSubscribe();
      assertThat(subscribe.line()).isEqualTo("POST /api/v1/resource_provider HTTP/1.1");
      assertThat(subscribe.message(Call.getDefaultInstance()))
          .isEqualTo(ResourceProviderCalls.subscribe(INFO));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> subscription.sendAsync(update()))
          .withMessage(
              "UPDATE_STATE: missing resource_provider_id, and SUBSCRIBED has not been taken yet");

      assertThat(subscription.next()).isEqualTo(SUBSCRIBED);
      assertThat(subscription.resourceProviderId()).isEqualTo(ID);
      subscription.send(update());
      ReceivedRequest call = server.takeCall();
      assertThat(call.headers()).containsEntry("Mesos-Stream-Id", Wire.STREAM_ID);
      assertThat(call.message(Call.getDefaultInstance()))
          .isEqualTo(update().toBuilder().setResourceProviderId(ID).build());
    }
  }

  private static Call update() {
    return ResourceProviderCalls.updateState(List.of(), List.of(), VERSION);
  }

  @Test
  void subscribesAgainUnderItsId() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(ResourceProviderSubscriptionTest::subscribed);
        ResourceProviderClient client = ResourceProviderClient.builder(server.uri()).build();
        ResourceProviderSubscription subscription =
            client.subscribeAsync(INFO.toBuilder().setId(ID).build()).toCompletableFuture().get()) {
      assertThat(subscription.resourceProviderId()).isEqualTo(ID);
      assertThat(subscription.streamId()).isEqualTo(Wire.STREAM_ID);
    }
  }
}
