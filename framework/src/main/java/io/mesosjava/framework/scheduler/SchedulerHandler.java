package io.mesosjava.framework.scheduler;

/**
 * Handles events, each kind in a method of its own. What is not overridden does nothing, except
 * that offers are declined, so that resources nobody wants go to others.
 */
public interface SchedulerHandler extends EventHandler {

  /** Offers of resources: each is to be accepted or declined. Declines them. */
  default void offers(MasterEvent.Offers event) throws Exception {
    event.offers().forEach(ReceivedOffer::decline);
  }

  /** An offer that was delivered is void. */
  default void rescind(MasterEvent.Rescind event) throws Exception {}

  /** Resources are wanted back. */
  default void inverseOffers(MasterEvent.InverseOffers event) throws Exception {}

  /** An inverse offer that was delivered is void. */
  default void rescindInverseOffer(MasterEvent.RescindInverseOffer event) throws Exception {}

  /** A task's state. */
  default void update(MasterEvent.Update event) throws Exception {}

  /** An operation's state. */
  default void updateOperationStatus(MasterEvent.UpdateOperationStatus event) throws Exception {}

  /** An executor sent something. */
  default void message(MasterEvent.Message event) throws Exception {}

  /** An executor has ended, or an agent is lost. */
  default void failure(MasterEvent.Failure event) throws Exception {}

  /** The master is alive; only if {@linkplain SchedulerSessionBuilder#deliverHeartbeats asked}. */
  default void heartbeat(MasterEvent.Heartbeat event) throws Exception {}

  /** A newer master sent something that this library does not know. */
  default void unknown(MasterEvent.Unknown event) throws Exception {}

  /** The framework is subscribed. */
  default void connected(SessionEvent.Connected event) throws Exception {}

  /** The framework is subscribed again; offers from before are void. */
  default void reconnected(SessionEvent.Reconnected event) throws Exception {}

  /** The framework is not subscribed any more; the session tries again. */
  default void disconnected(SessionEvent.Disconnected event) throws Exception {}

  /** Another master leads. */
  default void leaderChanged(SessionEvent.LeaderChanged event) throws Exception {}

  /** The framework has a new id, which has been saved. */
  default void frameworkIdAssigned(SessionEvent.FrameworkIdAssigned event) throws Exception {}

  /** The user has announced something. */
  default void announced(AnnouncedEvent event) throws Exception {}

  /** Gives {@code event} to the method for its kind. */
  @Override
  default void handle(SchedulerEvent event) throws Exception {
    HandlerCalls.call(this, event);
  }
}
