package io.mesosjava.framework.scheduler;

import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes typed events of those of one subscription. */
record EventReader(
    long generation, BoundCalls bound, Function<Call, CompletionStage<@Nullable Void>> calls) {

  /** The event, of any type but SUBSCRIBED and ERROR. */
  MasterEvent read(Event event) {
    if (!event.isInitialized()) { // a value that must be set is none that is known here
      return new MasterEvent.Unknown(event, acknowledgement(event), generation);
    }
    return switch (event.getType()) {
      case OFFERS ->
          new MasterEvent.Offers(
              event.getOffers().getOffersList().stream()
                  .map(offer -> new ReceivedOffer(offer, generation, bound))
                  .toList(),
              generation);
      case INVERSE_OFFERS ->
          new MasterEvent.InverseOffers(
              event.getInverseOffers().getInverseOffersList().stream()
                  .map(offer -> new ReceivedInverseOffer(offer, generation, bound))
                  .toList(),
              generation);
      case RESCIND -> new MasterEvent.Rescind(event.getRescind().getOfferId(), generation);
      case RESCIND_INVERSE_OFFER ->
          new MasterEvent.RescindInverseOffer(
              event.getRescindInverseOffer().getInverseOfferId(), generation);
      case UPDATE -> update(event.getUpdate().getStatus());
      case UPDATE_OPERATION_STATUS -> update(event.getUpdateOperationStatus().getStatus());
      case MESSAGE ->
          new MasterEvent.Message(
              event.getMessage().getAgentId(),
              event.getMessage().getExecutorId(),
              event.getMessage().getData(),
              generation);
      case FAILURE -> new MasterEvent.Failure(event.getFailure(), generation);
      case HEARTBEAT -> new MasterEvent.Heartbeat(generation);
      case UNKNOWN, SUBSCRIBED, ERROR ->
          new MasterEvent.Unknown(event, acknowledgement(event), generation);
    };
  }

  private MasterEvent.Update update(TaskStatus status) {
    return new MasterEvent.Update(status, acknowledgement(status), generation);
  }

  private MasterEvent.UpdateOperationStatus update(OperationStatus status) {
    return new MasterEvent.UpdateOperationStatus(status, acknowledgement(status), generation);
  }

  private Acknowledgement acknowledgement(Event event) {
    if (event.hasUpdate()) {
      return acknowledgement(event.getUpdate().getStatus());
    }
    return event.hasUpdateOperationStatus()
        ? acknowledgement(event.getUpdateOperationStatus().getStatus())
        : new Acknowledgement(null, calls);
  }

  private Acknowledgement acknowledgement(TaskStatus status) {
    Supplier<Call> call = status.hasUuid() ? () -> SchedulerCalls.acknowledge(status) : null;
    return new Acknowledgement(call, calls);
  }

  private Acknowledgement acknowledgement(OperationStatus status) {
    Supplier<Call> call =
        status.hasUuid() ? () -> SchedulerCalls.acknowledgeOperationStatus(status) : null;
    return new Acknowledgement(call, calls);
  }
}
