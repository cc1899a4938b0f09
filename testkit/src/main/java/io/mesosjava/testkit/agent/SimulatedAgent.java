package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.link.AgentLink;
import io.mesosjava.testkit.link.MasterLink;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.DrainConfig;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An agent without sockets, directories and processes: to its master it is one like the others, and
 * its tasks are {@link Activity activities}. Lives on the stage.
 */
public final class SimulatedAgent implements AgentLink {

  private record Running(AgentTask task, ActivityRun run) {}

  private static final class Present {

    private FrameworkInfo info;
    private final Map<TaskID, Running> tasks = new LinkedHashMap<>();

    Present(FrameworkInfo info) {
      this.info = info;
    }
  }

  private final Stage stage;
  private final Executor threads;
  private final Function<TaskInfo, Optional<Activity>> activities;
  private final Supplier<UUID> uuids;
  private final MasterConnection master;
  private final StatusUpdates updates;
  private final AgentOperations operations;
  private final PingWatch pings;
  private @Nullable MasterLink leading;
  private final Map<FrameworkID, Present> frameworks = new LinkedHashMap<>();

  /**
   * An agent that has not registered yet.
   *
   * @param config its port must differ from those of all other agents; nothing listens there
   * @param threads where activities run
   * @param activities what a task does; a task for which there is nothing fails
   * @param uuids for its updates
   */
  public SimulatedAgent(
      AgentConfig config,
      Stage stage,
      Executor threads,
      Function<TaskInfo, Optional<Activity>> activities,
      Supplier<UUID> uuids) {
    this.uuids = uuids;
    this.stage = stage;
    this.threads = threads;
    this.activities = activities;
    operations =
        new AgentOperations(
            stage,
            config.timers().statusRetry(),
            config.resources(),
            uuids,
            (before, after, done) -> done.run(),
            this::forwardOperation);
    master = new MasterConnection(stage, config, operations::holdings);
    updates = new StatusUpdates(stage, config.timers().statusRetry(), this::forward);
    pings = new PingWatch(stage, config.timers().masterSilence(), () -> detected(leading));
  }

  /** As {@link Agent#detected}. */
  public void detected(@Nullable MasterLink leader) {
    leading = leader;
    pings.stop();
    updates.pause();
    operations.pause();
    if (leader == null) {
      master.lost();
    } else {
      master.register(leader, this, this::inventory);
    }
  }

  private Inventory inventory() {
    List<Task> tasks = new ArrayList<>();
    frameworks
        .values()
        .forEach(
            framework ->
                framework.tasks.values().forEach(task -> tasks.add(task.task.toMessage())));
    return new Inventory(
        tasks, List.of(), frameworks.values().stream().map(framework -> framework.info).toList());
  }

  /** As the master assigned it; empty before that. */
  public Optional<AgentID> id() {
    return master.id();
  }

  @Override
  public void registered(AgentID agentId) {
    pings.heard();
    if (!master.isRegistered()) {
      master.registered(agentId);
      updates.resume();
      operations.resume();
    }
  }

  @Override
  public void runTask(FrameworkInfo framework, TaskInfo info) {
    Present present = frameworks.computeIfAbsent(framework.getId(), id -> new Present(framework));
    FrameworkID id = framework.getId();
    Activity activity = activities.apply(info).orElse(self -> nothingToDo(info));
    ActivityRun run =
        new ActivityRun(
            info,
            activity,
            (state, message) -> stage.execute(() -> report(id, info.getTaskId(), state, message)));
    ExecutorID executor = ExecutorID.newBuilder().setValue(info.getTaskId().getValue()).build();
    AgentTask task = new AgentTask(id, executor, master.agentId(), info);
    task.launched();
    present.tasks.put(info.getTaskId(), new Running(task, run));
    report(id, info.getTaskId(), TaskState.TASK_STARTING, "");
    threads.execute(run);
  }

  private static void nothingToDo(TaskInfo task) {
    throw new IllegalStateException(
        "no task body for " + task.getName() + ", and simulated agents have no processes");
  }

  @Override
  public void runTaskGroup(FrameworkInfo framework, ExecutorInfo executor, TaskGroupInfo group) {
    group.getTasksList().forEach(task -> runTask(framework, task));
  }

  private void report(FrameworkID framework, TaskID task, TaskState state, String message) {
    Present present = frameworks.get(framework);
    Running running = present == null ? null : present.tasks.get(task);
    if (running == null || TaskStates.isTerminal(running.task.state())) {
      return;
    }
    TaskStatus.Builder status =
        TaskStatus.newBuilder()
            .setTaskId(task)
            .setState(state)
            .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
            .setExecutorId(ExecutorID.newBuilder().setValue(task.getValue()));
    if (!message.isEmpty()) {
      status.setMessage(message);
    }
    tell(framework, running, status);
  }

  private void tell(FrameworkID framework, Running running, TaskStatus.Builder status) {
    Instant now = stage.now();
    status
        .setAgentId(master.agentId())
        .setTimestamp(now.getEpochSecond() + now.getNano() / 1e9)
        .setUuid(uuid());
    TaskStatus complete = status.build();
    running.task.statusChanged(complete);
    updates.add(framework, complete);
  }

  private ByteString uuid() {
    UUID uuid = uuids.get();
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits()).flip();
    return ByteString.copyFrom(bytes);
  }

  private void forwardOperation(
      @Nullable FrameworkID framework, ByteString operationUuid, OperationStatus status) {
    master.operationStatus(framework, operationUuid, status);
  }

  private void forward(FrameworkID framework, TaskStatus status) {
    Present present = frameworks.get(framework);
    Running running = present == null ? null : present.tasks.get(status.getTaskId());
    TaskState latest = running == null ? status.getState() : running.task.state();
    if (running != null) {
      running.task.statusSent(status);
    }
    master.statusUpdate(framework, status, latest);
  }

  @Override
  public void killTask(FrameworkID frameworkId, TaskID taskId, @Nullable KillPolicy policy) {
    Present present = frameworks.get(frameworkId);
    Running running = present == null ? null : present.tasks.get(taskId);
    if (running != null) {
      running.run.kill();
    }
  }

  /** What runs a task with this id dies. Does nothing if the task is not here, or has ended. */
  public void crash(String taskId) {
    TaskID id = TaskID.newBuilder().setValue(taskId).build();
    frameworks.forEach(
        (framework, present) -> {
          Running running = present.tasks.get(id);
          if (running != null && !TaskStates.isTerminal(running.task.state())) {
            tell(
                framework,
                running,
                TaskStatus.newBuilder()
                    .setTaskId(id)
                    .setState(TaskState.TASK_FAILED)
                    .setSource(TaskStatus.Source.SOURCE_AGENT)
                    .setReason(TaskStatus.Reason.REASON_EXECUTOR_TERMINATED)
                    .setMessage("Executor terminated")
                    .setExecutorId(ExecutorID.newBuilder().setValue(taskId)));
            running.run.kill();
          }
        });
  }

  @Override
  public void acknowledge(FrameworkID frameworkId, TaskID taskId, ByteString uuid) {
    Present present = frameworks.get(frameworkId);
    if (updates.acknowledge(frameworkId, taskId, uuid) && present != null) {
      present.tasks.remove(taskId);
    }
  }

  @Override
  public void frameworkUpdated(FrameworkInfo framework) {
    Present present = frameworks.get(framework.getId());
    if (present != null) {
      present.info = framework;
    }
    updates.resend(framework.getId());
  }

  @Override
  public void shutdownFramework(FrameworkID frameworkId) {
    Present gone = frameworks.remove(frameworkId);
    if (gone != null) {
      gone.tasks.values().forEach(running -> running.run.kill());
    }
    updates.forget(frameworkId);
  }

  /** It has no executors that live longer than their task. */
  @Override
  public void shutdownExecutor(FrameworkID frameworkId, ExecutorID executorId) {
    killTask(frameworkId, TaskID.newBuilder().setValue(executorId.getValue()).build(), null);
  }

  /** Activities do not listen. */
  @Override
  public void frameworkMessage(FrameworkID frameworkId, ExecutorID executorId, ByteString data) {}

  @Override
  public void applyOperation(
      @Nullable FrameworkID frameworkId, Offer.Operation operation, ByteString operationUuid) {
    operations.apply(AgentOperations.pending(frameworkId, operation, operationUuid, master.id()));
  }

  @Override
  public void acknowledgeOperation(ByteString operationUuid, ByteString statusUuid) {
    operations.acknowledge(operationUuid, statusUuid);
  }

  @Override
  public void drain(DrainConfig config) {
    frameworks
        .values()
        .forEach(framework -> framework.tasks.values().forEach(task -> task.run.kill()));
  }

  @Override
  public void ping(boolean connected) {
    pings.heard();
    master.pong();
  }

  @Override
  public void shutdown(String reason) {
    drain(DrainConfig.getDefaultInstance());
    pings.stop();
    updates.pause();
    master.close();
  }
}
