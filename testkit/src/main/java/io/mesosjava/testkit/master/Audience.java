package io.mesosjava.testkit.master;

import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.master.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/** The operators that listen to the master's event stream. */
final class Audience {

  private static final Event HEARTBEAT = Event.newBuilder().setType(Event.Type.HEARTBEAT).build();

  private static final int MAX_SUBSCRIBERS = 1000;

  private final ArrayDeque<EventStream> streams = new ArrayDeque<>();

  /** One more listens; when there are too many, the one that has listened longest must go. */
  void join(EventStream stream, Event subscribed, Duration heartbeatInterval) {
    if (streams.size() == MAX_SUBSCRIBERS) {
      streams.remove().close();
    }
    streams.add(stream);
    stream.whenGone(() -> leave(stream));
    stream.send(subscribed);
    stream.beat(HEARTBEAT, heartbeatInterval);
  }

  /** How many listen. */
  int size() {
    return streams.size();
  }

  private void leave(EventStream stream) {
    stream.stop();
    streams.remove(stream);
  }

  void taskAdded(Task task) {
    tell(
        Event.newBuilder()
            .setType(Event.Type.TASK_ADDED)
            .setTaskAdded(Event.TaskAdded.newBuilder().setTask(task)));
  }

  /** The task has become {@code task} by {@code status}; a repetition of a state is no news. */
  void taskUpdated(Task before, Task task, TaskStatus status) {
    List<TaskStatus> earlier = before.getStatusesList();
    boolean news =
        earlier.isEmpty() || earlier.get(earlier.size() - 1).getState() != status.getState();
    if (news) {
      tell(
          Event.newBuilder()
              .setType(Event.Type.TASK_UPDATED)
              .setTaskUpdated(
                  Event.TaskUpdated.newBuilder()
                      .setFrameworkId(task.getFrameworkId())
                      .setStatus(status)
                      .setState(task.getState())));
    }
  }

  void agentAdded(Agent agent) {
    if (!streams.isEmpty()) {
      tell(
          Event.newBuilder()
              .setType(Event.Type.AGENT_ADDED)
              .setAgentAdded(Event.AgentAdded.newBuilder().setAgent(AgentViews.added(agent))));
    }
  }

  void agentRemoved(Agent agent) {
    tell(
        Event.newBuilder()
            .setType(Event.Type.AGENT_REMOVED)
            .setAgentRemoved(Event.AgentRemoved.newBuilder().setAgentId(agent.id())));
  }

  void frameworkAdded(Framework framework) {
    tell(
        Event.newBuilder()
            .setType(Event.Type.FRAMEWORK_ADDED)
            .setFrameworkAdded(
                Event.FrameworkAdded.newBuilder().setFramework(FrameworkViews.news(framework))));
  }

  void frameworkUpdated(Framework framework) {
    tell(
        Event.newBuilder()
            .setType(Event.Type.FRAMEWORK_UPDATED)
            .setFrameworkUpdated(
                Event.FrameworkUpdated.newBuilder().setFramework(FrameworkViews.news(framework))));
  }

  void frameworkRemoved(Framework framework) {
    tell(
        Event.newBuilder()
            .setType(Event.Type.FRAMEWORK_REMOVED)
            .setFrameworkRemoved(
                Event.FrameworkRemoved.newBuilder().setFrameworkInfo(framework.info())));
  }

  private void tell(Event.Builder event) {
    Event news = event.build();
    streams.forEach(stream -> stream.send(news));
  }
}
