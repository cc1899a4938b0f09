package io.mesosjava.framework.executor;

/**
 * Handles events, each kind in a method of its own. Tasks must be launched and killed by whoever
 * writes an executor; what else is not overridden does nothing.
 */
public interface ExecutorHandler extends ExecutorEventHandler {

  /** A task is to be run: to be told {@linkplain ExecutorTask#running() running}, and its end. */
  void launch(AgentEvent.Launch event) throws Exception;

  /** Tasks that live together are to be run. Launches one by one unless overridden. */
  default void launchGroup(AgentEvent.LaunchGroup event) throws Exception {
    for (ExecutorTask task : event.tasks()) {
      launch(new AgentEvent.Launch(task, event.generation()));
    }
  }

  /** A task is to be ended: its end has to be told. */
  void kill(AgentEvent.Kill event) throws Exception;

  /** The executor is to end: all its tasks, and then its process. */
  void shutdown(DriverEvent.Shutdown event) throws Exception;

  /** The scheduler sent something. */
  default void message(AgentEvent.Message event) throws Exception {}

  /** A newer agent sent something that this library does not know. */
  default void unknown(AgentEvent.Unknown event) throws Exception {}

  /** The executor is subscribed. */
  default void connected(DriverEvent.Connected event) throws Exception {}

  /** The executor is subscribed again. */
  default void reconnected(DriverEvent.Reconnected event) throws Exception {}

  /** The agent is gone; the driver tries to come back to it. */
  default void disconnected(DriverEvent.Disconnected event) throws Exception {}

  /** The user has announced something. */
  default void announced(AnnouncedEvent event) throws Exception {}

  /** Gives {@code event} to the method for its kind. */
  @Override
  default void handle(ExecutorEvent event) throws Exception {
    if (event instanceof AgentEvent sent) {
      sent(sent);
    } else if (event instanceof DriverEvent happened) {
      happened(happened);
    } else {
      announced((AnnouncedEvent) event);
    }
  }

  private void sent(AgentEvent event) throws Exception {
    if (event instanceof AgentEvent.Launch launch) {
      launch(launch);
    } else if (event instanceof AgentEvent.LaunchGroup group) {
      launchGroup(group);
    } else if (event instanceof AgentEvent.Kill kill) {
      kill(kill);
    } else if (event instanceof AgentEvent.Message message) {
      message(message);
    } else {
      unknown((AgentEvent.Unknown) event);
    }
  }

  private void happened(DriverEvent event) throws Exception {
    if (event instanceof DriverEvent.Connected connected) {
      connected(connected);
    } else if (event instanceof DriverEvent.Reconnected reconnected) {
      reconnected(reconnected);
    } else if (event instanceof DriverEvent.Disconnected disconnected) {
      disconnected(disconnected);
    } else {
      shutdown((DriverEvent.Shutdown) event);
    }
  }
}
