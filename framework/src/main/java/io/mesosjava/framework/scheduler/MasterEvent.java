package io.mesosjava.framework.scheduler;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Event;
import java.util.List;
import java.util.Optional;

/**
 * What the master sent, in the order in which it did. SUBSCRIBED is told as a {@link SessionEvent},
 * ERROR as the exception that ends the session.
 */
public sealed interface MasterEvent extends SchedulerEvent {

  /** The subscription in which it came. */
  long generation();

  /**
   * The event as the protocol has it; offers that were rescinded while it was queued are missing.
   */
  Event message();

  /** OFFERS: at least one. */
  record Offers(List<ReceivedOffer> offers, long generation) implements MasterEvent {

    /** Copies the list. */
    public Offers {
      offers = List.copyOf(offers);
    }

    @Override
    public Event message() {
      Event.Offers.Builder message = Event.Offers.newBuilder();
      offers.forEach(offer -> message.addOffers(offer.offer()));
      return Event.newBuilder().setType(Event.Type.OFFERS).setOffers(message).build();
    }
  }

  /** RESCIND of an offer that has been delivered: to accept it has no effect any more. */
  record Rescind(OfferID offerId, long generation) implements MasterEvent {
    @Override
    public Event message() {
      return Event.newBuilder()
          .setType(Event.Type.RESCIND)
          .setRescind(Event.Rescind.newBuilder().setOfferId(offerId))
          .build();
    }
  }

  /** INVERSE_OFFERS: at least one. */
  record InverseOffers(List<ReceivedInverseOffer> inverseOffers, long generation)
      implements MasterEvent {

    /** Copies the list. */
    public InverseOffers {
      inverseOffers = List.copyOf(inverseOffers);
    }

    @Override
    public Event message() {
      Event.InverseOffers.Builder message = Event.InverseOffers.newBuilder();
      inverseOffers.forEach(offer -> message.addInverseOffers(offer.inverseOffer()));
      return Event.newBuilder()
          .setType(Event.Type.INVERSE_OFFERS)
          .setInverseOffers(message)
          .build();
    }
  }

  /** RESCIND_INVERSE_OFFER of an inverse offer that has been delivered. */
  record RescindInverseOffer(OfferID inverseOfferId, long generation) implements MasterEvent {
    @Override
    public Event message() {
      return Event.newBuilder()
          .setType(Event.Type.RESCIND_INVERSE_OFFER)
          .setRescindInverseOffer(
              Event.RescindInverseOffer.newBuilder().setInverseOfferId(inverseOfferId))
          .build();
    }
  }

  /**
   * UPDATE. Updates of a task come in their order, each at least once; a copy has the same uuid.
   *
   * @param acknowledgement how to acknowledge it, where the session does not
   */
  record Update(TaskStatus status, Acknowledgement acknowledgement, long generation)
      implements MasterEvent {
    @Override
    public Event message() {
      return Event.newBuilder()
          .setType(Event.Type.UPDATE)
          .setUpdate(Event.Update.newBuilder().setStatus(status))
          .build();
    }
  }

  /**
   * UPDATE_OPERATION_STATUS.
   *
   * @param acknowledgement how to acknowledge it, where the session does not
   */
  record UpdateOperationStatus(
      OperationStatus status, Acknowledgement acknowledgement, long generation)
      implements MasterEvent {
    @Override
    public Event message() {
      return Event.newBuilder()
          .setType(Event.Type.UPDATE_OPERATION_STATUS)
          .setUpdateOperationStatus(Event.UpdateOperationStatus.newBuilder().setStatus(status))
          .build();
    }
  }

  /** MESSAGE: an executor sent something. Messages can be lost on their way. */
  record Message(AgentID agentId, ExecutorID executorId, ByteString data, long generation)
      implements MasterEvent {
    @Override
    public Event message() {
      return Event.newBuilder()
          .setType(Event.Type.MESSAGE)
          .setMessage(
              Event.Message.newBuilder()
                  .setAgentId(agentId)
                  .setExecutorId(executorId)
                  .setData(data))
          .build();
    }
  }

  /**
   * FAILURE: an executor has ended, or, if none is named, an agent is lost. What it means for tasks
   * is told by updates.
   */
  record Failure(Event.Failure failure, long generation) implements MasterEvent {

    /** The agent that is lost, or on which the executor ran. */
    public AgentID agentId() {
      return failure.getAgentId();
    }

    /** The executor that has ended; empty if the agent is lost. */
    public Optional<ExecutorID> executorId() {
      return failure.hasExecutorId() ? Optional.of(failure.getExecutorId()) : Optional.empty();
    }

    @Override
    public Event message() {
      return Event.newBuilder().setType(Event.Type.FAILURE).setFailure(failure).build();
    }
  }

  /** HEARTBEAT; delivered only if {@linkplain SchedulerSessionBuilder#deliverHeartbeats asked}. */
  record Heartbeat(long generation) implements MasterEvent {
    @Override
    public Event message() {
      return Event.newBuilder().setType(Event.Type.HEARTBEAT).build();
    }
  }

  /**
   * An event of a type that this library does not know, or with a value of an enum that it does not
   * know where one must be: a newer master sent it. What is known of it is in the message, and so
   * is the rest ({@link io.mesosjava.codec.Codec#tolerantDecoder}). Offers in it can be declined by
   * their ids; nobody else does.
   *
   * @param acknowledgement of an update, as of one that is known
   */
  record Unknown(Event message, Acknowledgement acknowledgement, long generation)
      implements MasterEvent {}
}
