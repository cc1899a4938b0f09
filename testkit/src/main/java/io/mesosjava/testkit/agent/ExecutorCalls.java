package io.mesosjava.testkit.agent;

import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.http.RecordStream;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.executor.Call;
import io.mesosjava.v1.executor.Event;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What executors tell an agent, and what follows from it. Lives on the stage. */
final class ExecutorCalls {

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorCalls.class);

  private final Stage stage;
  private final Duration heartbeat;
  private final MasterConnection master;
  private final Executors executors;
  private final TaskReports reports;

  ExecutorCalls(
      Stage stage,
      Duration heartbeat,
      MasterConnection master,
      Executors executors,
      TaskReports reports) {
    this.stage = stage;
    this.heartbeat = heartbeat;
    this.master = master;
    this.executors = executors;
    this.reports = reports;
  }

  /**
   * Takes an executor, or takes it again: its new stream replaces the old one. One that is to end
   * is told so, and nothing else.
   */
  void subscribe(
      AgentExecutor executor, Call.Subscribe subscribe, RecordStream stream, Codec codec) {
    ExecutorChannel channel = new HttpExecutor(stage, stream, codec, heartbeat, welcome(executor));
    if (executor.framework().isTerminating() || !executor.isAlive()) {
      channel.shutdown(Duration.ZERO);
      channel.close();
      return;
    }
    executor.channel().ifPresent(ExecutorChannel::close);
    dropUnknown(executor, subscribe.getUnacknowledgedTasksList());
    executors.subscribed(executor, channel);
    if (executor.isAlive()) {
      subscribe.getUnacknowledgedUpdatesList().forEach(update -> update(executor, update));
    }
  }

  /** A task that was sent and that the executor has not got was lost on the way. */
  private void dropUnknown(AgentExecutor executor, List<TaskInfo> known) {
    Set<TaskID> ids = known.stream().map(TaskInfo::getTaskId).collect(Collectors.toSet());
    List<AgentTask> lost =
        executor.tasks().stream()
            .filter(task -> task.isLaunched() && task.state() == TaskState.TASK_STAGING)
            .filter(task -> !ids.contains(task.id()))
            .toList();
    TaskState state = TaskStates.dropped(executor.framework().info());
    for (AgentTask task : lost) {
      task.lost();
      Ending ending =
          new Ending(state, Reason.REASON_AGENT_RESTARTED, "Task launched during agent restart");
      reports.end(executor, task.id(), ending);
    }
  }

  private Event.Subscribed welcome(AgentExecutor executor) {
    return Event.Subscribed.newBuilder()
        .setExecutorInfo(executor.info())
        .setFrameworkInfo(executor.framework().info())
        .setAgentInfo(master.info())
        .setContainerId(executor.containerId())
        .build();
  }

  void update(AgentExecutor executor, Call.Update update) {
    reports.report(executor.framework(), update.getStatus().toBuilder());
  }

  /** Data for the scheduler, which is lost while it or the master is away. */
  void message(AgentExecutor executor, Call.Message message) {
    if (executor.framework().isTerminating()) {
      LOG.info("Dropping a message of {}: its framework is going", executor.id().getValue());
    } else {
      master.executorMessage(executor.framework().id(), executor.id(), message.getData());
    }
  }
}
