package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.agent.CommandTask.Action;
import io.mesosjava.testkit.agent.ContainerTree.Launched;
import io.mesosjava.testkit.container.ExitStatus;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.v1.CheckStatusInfo;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs groups of tasks, each task in a container inside the executor's, as Mesos' default executor
 * does. Lives on the stage.
 *
 * <p>When a task fails or is killed, the others of its group are killed. When no task is left, the
 * executor ends.
 */
final class DefaultExecutor implements ExecutorChannel {

  /** What this executor acts upon. */
  record World(
      Stage stage,
      ContainerTree containers,
      NestedPlans plans,
      Probing probing,
      Supplier<UUID> uuids,
      Duration killGrace) {}

  private final World world;
  private final AgentExecutor executor;
  private final Consumer<TaskStatus.Builder> agent;
  private final Map<TaskID, GroupMember> members = new LinkedHashMap<>();
  private boolean shuttingDown;
  private boolean unhealthy;

  /**
   * An executor without tasks yet.
   *
   * @param agent takes the reports, to which it adds what it knows
   */
  DefaultExecutor(World world, AgentExecutor executor, Consumer<TaskStatus.Builder> agent) {
    this.world = world;
    this.executor = executor;
    this.agent = agent;
  }

  @Override
  public void subscribed() {}

  /** As a group of one. */
  @Override
  public void launch(TaskInfo task) {
    launchGroup(TaskGroupInfo.newBuilder().addTasks(task).build());
  }

  @Override
  public void launchGroup(TaskGroupInfo group) {
    List<GroupMember> launching = new ArrayList<>();
    for (TaskInfo task : group.getTasksList()) {
      ContainerID container =
          ContainerID.newBuilder()
              .setValue(world.uuids().get().toString())
              .setParent(executor.containerId())
              .build();
      CommandTask life =
          new CommandTask(
              TaskStates.wantsKilling(executor.framework().info()),
              task.hasMaxCompletionTime()
                  ? Duration.ofNanos(task.getMaxCompletionTime().getNanoseconds())
                  : null);
      GroupMember member = new GroupMember(task, group, container, life);
      members.put(task.getTaskId(), member);
      launching.add(member);
    }
    launching.forEach(member -> report(member, TaskState.TASK_STARTING));
    Map<GroupMember, Launched> results = new LinkedHashMap<>();
    for (GroupMember member : launching) {
      world
          .containers()
          .launch(
              member.container(),
              world.plans().ofTask(executor, member),
              result -> {
                results.put(member, result);
                if (results.size() == launching.size()) {
                  launching.forEach(m -> launched(m, results.get(m)));
                }
              });
    }
  }

  private void report(GroupMember member, TaskState state) {
    perform(member, new Action.Report(state, null, null));
  }

  private void launched(GroupMember member, @Nullable Launched result) {
    if (result instanceof Launched.Running running) {
      check(member, running.container());
      perform(member, member.life().started(world.stage().now()));
      running.container().whenEnded(how -> ended(member, how));
    } else {
      String reason =
          result instanceof Launched.Failed failed ? failed.reason() : "Container exists already";
      perform(member, member.life().failed(reason));
      gone(member, TaskState.TASK_FAILED);
    }
  }

  private void check(GroupMember member, Contained container) {
    TaskChecks checks =
        new TaskChecks(
            world.probing(),
            member.task(),
            new Probing.Place(container.sandbox(), container.environment()),
            new TaskChecks.Listener() {
              @Override
              public void health(boolean healthy, boolean kill) {
                tell(member, CheckReports.health(member.last, healthy));
                if (kill) {
                  unhealthy = true;
                  DefaultExecutor.this.kill(member.id(), null);
                }
              }

              @Override
              public void check(CheckStatusInfo status) {
                tell(member, CheckReports.check(member.last, status));
              }
            });
    member.checks = checks;
    checks.start();
  }

  private void tell(GroupMember member, TaskStatus.Builder status) {
    member.last = status.build();
    agent.accept(status);
  }

  private void ended(GroupMember member, Termination how) {
    ExitStatus status = how.status() == null ? ExitStatus.killedBy(9) : how.status();
    List<Action> last =
        member.life().ended(status).stream().map(action -> explained(action, how)).toList();
    perform(member, last);
    TaskState state =
        last.stream()
            .filter(Action.Report.class::isInstance)
            .map(action -> ((Action.Report) action).state())
            .reduce(TaskState.TASK_FAILED, (first, second) -> second);
    gone(member, state);
  }

  /** What the container says of its end goes before what its status says. */
  private static Action explained(Action action, Termination how) {
    if (how.state() == null
        || !(action instanceof Action.Report report)
        || !TaskStates.isTerminal(report.state())) {
      return action;
    }
    return new Action.Report(how.state(), how.reason(), report.message() + ": " + how.message());
  }

  private void gone(GroupMember member, TaskState state) {
    members.remove(member.id());
    boolean spoils = state == TaskState.TASK_FAILED || state == TaskState.TASK_KILLED;
    if (spoils && !shuttingDown && !member.groupIsEnding) {
      endGroup(member);
    }
    if (members.isEmpty()) {
      exit();
    }
  }

  private void endGroup(GroupMember first) {
    List<GroupMember> others =
        first.group().getTasksList().stream()
            .map(task -> members.get(task.getTaskId()))
            .filter(java.util.Objects::nonNull)
            .toList();
    others.forEach(member -> member.groupIsEnding = true);
    others.forEach(member -> kill(member, world.killGrace()));
  }

  /** Its waiting first process goes on, to exit with 0. */
  private void exit() {
    executor.container().ifPresent(world.containers()::release);
  }

  @Override
  public void acknowledged(TaskID task, ByteString uuid) {}

  /** A repetition does nothing. */
  @Override
  public void kill(TaskID id, @Nullable KillPolicy policy) {
    GroupMember member = members.get(id);
    if (member == null || shuttingDown) {
      return;
    }
    Duration grace =
        policy != null && policy.hasGracePeriod()
            ? Duration.ofNanos(policy.getGracePeriod().getNanoseconds())
            : member.grace(world.killGrace());
    kill(member, grace);
  }

  private void kill(GroupMember member, Duration grace) {
    if (member.life().state() != CommandTask.State.KILLING) {
      perform(member, member.life().kill(grace, world.stage().now()));
    }
  }

  /** It does not listen. */
  @Override
  public void message(ByteString data) {}

  @Override
  public void shutdown(Duration grace) {
    shuttingDown = true;
    if (members.isEmpty()) {
      exit();
    } else {
      List.copyOf(members.values()).forEach(member -> kill(member, world.killGrace()));
    }
  }

  /** There is never another way to it. */
  @Override
  public void close() {}

  @Override
  public void ended(ExitStatus status) {
    members.values().forEach(GroupMember::stopTimers);
    members.clear();
  }

  private void perform(GroupMember member, List<Action> actions) {
    actions.forEach(action -> perform(member, action));
  }

  private void perform(GroupMember member, Action action) {
    if (action instanceof Action.Report report) {
      tell(member, status(member, report));
    } else if (action instanceof Action.Send send) {
      boolean unused = world.containers().kill(member.container(), send.signal());
    } else if (action instanceof Action.Escalate escalate) {
      GroupMember.cancel(member.escalation);
      member.escalation =
          world
              .stage()
              .schedule(escalate.delay(), () -> perform(member, member.life().graceOver()));
    } else if (action instanceof Action.Limit time) {
      member.limit =
          world
              .stage()
              .schedule(
                  time.delay(), () -> perform(member, member.life().timeOver(world.stage().now())));
    } else if (action instanceof Action.StopTimers) {
      member.stopTimers();
    }
  }

  private TaskStatus.Builder status(GroupMember member, Action.Report report) {
    TaskStatus.Builder status =
        TaskStatus.newBuilder()
            .setTaskId(member.id())
            .setState(report.state())
            .setSource(TaskStatus.Source.SOURCE_EXECUTOR);
    status.getContainerStatusBuilder().setContainerId(member.container());
    if (report.reason() != null) {
      status.setReason(report.reason());
    }
    if (report.message() != null) {
      status.setMessage(report.message());
    }
    if (member.task().hasCheck()) {
      status.setCheckStatus(TaskChecks.unknown(member.task().getCheck()));
    }
    if (unhealthy && TaskStates.isTerminal(report.state())) {
      status.setHealthy(false);
    }
    return status;
  }
}
