package io.mesosjava.testkit.agent;

import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.api.CallReader;
import io.mesosjava.testkit.api.Codecs;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.http.Exchange;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.v1.resourceprovider.Call;

/**
 * {@code /api/v1/resource_provider} of an agent that takes no resource providers: it refuses all
 * calls, those that are wrong in Mesos' words.
 */
final class ProviderApi implements RequestHandler {

  private final CallReader<Call> reader = new CallReader<>(Call.getDefaultInstance());

  @Override
  public void handle(Exchange exchange) {
    try {
      Call call = reader.read(exchange.request());
      check(call);
      if (call.getType() == Call.Type.SUBSCRIBE) {
        Codec unused = Codecs.accepted(exchange.request());
        throw Refusal.of(501, "The embedded agent takes no resource providers.");
      }
      throw Refusal.badRequest("Resource provider is not subscribed");
    } catch (Refusal refusal) {
      exchange.respond(refusal.response());
    }
  }

  /** What {@code resource_provider/validation.cpp} asks for. */
  private static void check(Call call) throws Refusal {
    require(call.hasType(), "type", "");
    switch (call.getType()) {
      case SUBSCRIBE -> require(call.hasSubscribe(), "subscribe", "");
      case UPDATE_STATE -> {
        requireId(call);
        require(call.hasUpdateState(), "update_state", "");
      }
      case UPDATE_OPERATION_STATUS -> {
        requireId(call);
        require(call.hasUpdateOperationStatus(), "update_operation_status", "");
      }
      case UPDATE_PUBLISH_RESOURCES_STATUS -> {
        requireId(call);
        require(call.hasUpdatePublishResourcesStatus(), "update_publish_resources_status", ".");
      }
      case UNKNOWN -> {
        // Nothing more to say.
      }
    }
  }

  private static void requireId(Call call) throws Refusal {
    require(call.hasResourceProviderId(), "resource_provider_id", "");
  }

  private static void require(boolean present, String field, String stop) throws Refusal {
    if (!present) {
      throw Refusal.badRequest(
          "Failed to validate resource_provider::Call: Expecting '"
              + field
              + "' to be present"
              + stop);
    }
  }
}
