package io.mesosjava.framework.scheduler;

/**
 * One method for each kind of event, all of them to be written: when a version of this library
 * brings a new kind, the compiler asks what to do with it. {@link SchedulerHandler} is for those
 * who want only some.
 *
 * @param <R> what is made of an event
 */
public interface EventCases<R> {

  /** Offers of resources. */
  R offers(MasterEvent.Offers event);

  /** An offer is void. */
  R rescind(MasterEvent.Rescind event);

  /** Resources are wanted back. */
  R inverseOffers(MasterEvent.InverseOffers event);

  /** An inverse offer is void. */
  R rescindInverseOffer(MasterEvent.RescindInverseOffer event);

  /** A task's state. */
  R update(MasterEvent.Update event);

  /** An operation's state. */
  R updateOperationStatus(MasterEvent.UpdateOperationStatus event);

  /** An executor sent something. */
  R message(MasterEvent.Message event);

  /** An executor has ended, or an agent is lost. */
  R failure(MasterEvent.Failure event);

  /** The master is alive. */
  R heartbeat(MasterEvent.Heartbeat event);

  /** A newer master sent something that this library does not know. */
  R unknown(MasterEvent.Unknown event);

  /** The framework is subscribed. */
  R connected(SessionEvent.Connected event);

  /** The framework is subscribed again. */
  R reconnected(SessionEvent.Reconnected event);

  /** The framework is not subscribed any more. */
  R disconnected(SessionEvent.Disconnected event);

  /** Another master leads. */
  R leaderChanged(SessionEvent.LeaderChanged event);

  /** The framework has a new id. */
  R frameworkIdAssigned(SessionEvent.FrameworkIdAssigned event);

  /** The user has announced something. */
  R announced(AnnouncedEvent event);

  /** Gives {@code event} to the method for its kind. */
  default R of(SchedulerEvent event) {
    if (event instanceof MasterEvent sent) {
      return sent(sent);
    }
    if (event instanceof SessionEvent happened) {
      return happened(happened);
    }
    return announced((AnnouncedEvent) event);
  }

  private R sent(MasterEvent event) {
    if (event instanceof MasterEvent.Offers offers) {
      return offers(offers);
    } else if (event instanceof MasterEvent.Rescind rescind) {
      return rescind(rescind);
    } else if (event instanceof MasterEvent.InverseOffers inverseOffers) {
      return inverseOffers(inverseOffers);
    } else if (event instanceof MasterEvent.RescindInverseOffer rescind) {
      return rescindInverseOffer(rescind);
    } else if (event instanceof MasterEvent.Update update) {
      return update(update);
    } else if (event instanceof MasterEvent.UpdateOperationStatus update) {
      return updateOperationStatus(update);
    } else if (event instanceof MasterEvent.Message message) {
      return message(message);
    } else if (event instanceof MasterEvent.Failure failure) {
      return failure(failure);
    } else if (event instanceof MasterEvent.Heartbeat heartbeat) {
      return heartbeat(heartbeat);
    }
    return unknown((MasterEvent.Unknown) event);
  }

  private R happened(SessionEvent event) {
    if (event instanceof SessionEvent.Connected connected) {
      return connected(connected);
    } else if (event instanceof SessionEvent.Reconnected reconnected) {
      return reconnected(reconnected);
    } else if (event instanceof SessionEvent.Disconnected disconnected) {
      return disconnected(disconnected);
    } else if (event instanceof SessionEvent.LeaderChanged changed) {
      return leaderChanged(changed);
    }
    return frameworkIdAssigned((SessionEvent.FrameworkIdAssigned) event);
  }
}
