package io.mesosjava.framework.scheduler;

/** Which method of a handler is for which event. */
final class HandlerCalls {

  /** A method of the handler that is to be called. */
  private interface HandlerCall {
    void run() throws Exception;
  }

  private HandlerCalls() {}

  static void call(SchedulerHandler handler, SchedulerEvent event) throws Exception {
    new Dispatch(handler).of(event).run();
  }

  /** By way of the cases, so that the compiler sees that none is missing. */
  private record Dispatch(SchedulerHandler handler) implements EventCases<HandlerCall> {

    @Override
    public HandlerCall offers(MasterEvent.Offers event) {
      return () -> handler.offers(event);
    }

    @Override
    public HandlerCall rescind(MasterEvent.Rescind event) {
      return () -> handler.rescind(event);
    }

    @Override
    public HandlerCall inverseOffers(MasterEvent.InverseOffers event) {
      return () -> handler.inverseOffers(event);
    }

    @Override
    public HandlerCall rescindInverseOffer(MasterEvent.RescindInverseOffer event) {
      return () -> handler.rescindInverseOffer(event);
    }

    @Override
    public HandlerCall update(MasterEvent.Update event) {
      return () -> handler.update(event);
    }

    @Override
    public HandlerCall updateOperationStatus(MasterEvent.UpdateOperationStatus event) {
      return () -> handler.updateOperationStatus(event);
    }

    @Override
    public HandlerCall message(MasterEvent.Message event) {
      return () -> handler.message(event);
    }

    @Override
    public HandlerCall failure(MasterEvent.Failure event) {
      return () -> handler.failure(event);
    }

    @Override
    public HandlerCall heartbeat(MasterEvent.Heartbeat event) {
      return () -> handler.heartbeat(event);
    }

    @Override
    public HandlerCall unknown(MasterEvent.Unknown event) {
      return () -> handler.unknown(event);
    }

    @Override
    public HandlerCall connected(SessionEvent.Connected event) {
      return () -> handler.connected(event);
    }

    @Override
    public HandlerCall reconnected(SessionEvent.Reconnected event) {
      return () -> handler.reconnected(event);
    }

    @Override
    public HandlerCall disconnected(SessionEvent.Disconnected event) {
      return () -> handler.disconnected(event);
    }

    @Override
    public HandlerCall leaderChanged(SessionEvent.LeaderChanged event) {
      return () -> handler.leaderChanged(event);
    }

    @Override
    public HandlerCall frameworkIdAssigned(SessionEvent.FrameworkIdAssigned event) {
      return () -> handler.frameworkIdAssigned(event);
    }

    @Override
    public HandlerCall announced(AnnouncedEvent event) {
      return () -> handler.announced(event);
    }
  }
}
