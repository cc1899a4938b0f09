package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.agent.CommandTask.Action;
import io.mesosjava.testkit.container.Container;
import io.mesosjava.testkit.container.ExitStatus;
import io.mesosjava.testkit.container.Signal;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.CheckStatusInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one command in a container and reports on it, as Mesos' command executor does. Lives on the
 * stage.
 *
 * <p>The kill policy of a KILL call has no effect: Mesos loses it on the way to this executor.
 */
final class CommandExecutor implements ExecutorChannel {

  private static final Logger LOG = LoggerFactory.getLogger(CommandExecutor.class);

  /** What Mesos' executor keeps of the grace for itself: it must outlive its task. */
  private static final Duration RESERVE = Duration.ofSeconds(2);

  /** What it waits after its last report, for that to be on its way ({@code reaped}). */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final Stage stage;
  private final Backstage backstage;
  private final Probing probing;
  private final Container container;
  private final boolean reportsKilling;
  private final Consumer<TaskStatus.Builder> agent;

  private TaskInfo task = TaskInfo.getDefaultInstance();
  private Duration grace;
  private @Nullable CommandTask life;
  private @Nullable Timer escalation;
  private @Nullable Timer limit;
  private @Nullable TaskChecks checks;
  private TaskStatus last = TaskStatus.getDefaultInstance();
  private boolean unhealthy;

  /**
   * An executor without its task yet.
   *
   * @param reportsKilling whether the framework wants to hear of TASK_KILLING
   * @param grace between SIGTERM and SIGKILL, for a task without a kill policy
   * @param agent takes the reports, to which it adds what it knows
   */
  CommandExecutor(
      Probing probing,
      Container container,
      boolean reportsKilling,
      Duration grace,
      Consumer<TaskStatus.Builder> agent) {
    this.probing = probing;
    this.backstage = probing.backstage();
    this.stage = backstage.stage();
    this.container = container;
    this.reportsKilling = reportsKilling;
    this.grace = grace;
    this.agent = agent;
  }

  @Override
  public void subscribed() {}

  @Override
  public void launch(TaskInfo command) {
    task = command;
    if (!command.getCommand().hasValue()) {
      // The check that ends Mesos' executor comes after its first report.
      report(new Action.Report(TaskState.TASK_STARTING, null, null));
      start();
      return;
    }
    if (command.getKillPolicy().hasGracePeriod()) {
      grace = Duration.ofNanos(command.getKillPolicy().getGracePeriod().getNanoseconds());
    }
    life =
        new CommandTask(
            reportsKilling,
            command.hasMaxCompletionTime()
                ? Duration.ofNanos(command.getMaxCompletionTime().getNanoseconds())
                : null);
    perform(life.launch());
  }

  /** Nobody sends groups to an executor that was made for one task. */
  @Override
  public void launchGroup(TaskGroupInfo group) {
    throw new IllegalStateException("a task group for the command executor of " + task.getName());
  }

  /** Its reports are not lost between it and the agent. */
  @Override
  public void acknowledged(TaskID id, ByteString uuid) {}

  @Override
  public void kill(TaskID id, @Nullable KillPolicy policy) {
    if (life != null) {
      perform(life.kill(grace, stage.now()));
    }
  }

  /** Command executors do not listen. */
  @Override
  public void message(ByteString data) {}

  @Override
  public void shutdown(Duration time) {
    if (life == null) {
      signal(Signal.KILL);
    } else {
      Duration left = time.minus(RESERVE);
      perform(life.kill(left.isNegative() ? Duration.ZERO : left, stage.now()));
    }
  }

  /** There is never another way to it. */
  @Override
  public void close() {}

  /**
   * The command has ended. Returns for how long the executor itself goes on: nothing, if it had
   * nothing to do, or could not do it.
   */
  Duration commandEnded(ExitStatus status) {
    if (life == null) {
      return Duration.ZERO;
    }
    perform(life.ended(status));
    return LINGER;
  }

  @Override
  public void ended(ExitStatus status) {
    perform(new Action.StopTimers());
  }

  private void perform(List<Action> actions) {
    actions.forEach(this::perform);
  }

  private void perform(Action action) {
    if (action instanceof Action.Report report) {
      report(report);
    } else if (action instanceof Action.Start) {
      start();
    } else if (action instanceof Action.Send send) {
      signal(send.signal());
    } else if (action instanceof Action.Escalate escalate) {
      cancel(escalation);
      escalation = stage.schedule(escalate.delay(), this::graceOver);
    } else if (action instanceof Action.Limit time) {
      limit = stage.schedule(time.delay(), this::timeOver);
    } else if (action instanceof Action.StopTimers) {
      cancel(escalation);
      cancel(limit);
      if (checks != null) {
        checks.stop();
      }
    }
  }

  private void report(Action.Report report) {
    TaskStatus.Builder status =
        TaskStatus.newBuilder()
            .setTaskId(task.getTaskId())
            .setState(report.state())
            .setSource(TaskStatus.Source.SOURCE_EXECUTOR);
    if (report.message() != null) {
      status.setMessage(report.message());
    }
    if (report.reason() != null) {
      status.setReason(report.reason());
    }
    if (task.hasCheck()) {
      status.setCheckStatus(TaskChecks.unknown(task.getCheck()));
    }
    if (unhealthy && TaskStates.isTerminal(report.state())) {
      status.setHealthy(false);
    }
    tell(status);
  }

  private void tell(TaskStatus.Builder status) {
    last = status.build();
    agent.accept(status);
  }

  private void check() {
    checks =
        new TaskChecks(
            probing,
            task,
            new Probing.Place(container.sandbox(), container.environment()),
            new TaskChecks.Listener() {
              @Override
              public void health(boolean healthy, boolean kill) {
                tell(CheckReports.health(last, healthy));
                if (kill && life != null) {
                  unhealthy = true;
                  perform(life.kill(grace, stage.now()));
                }
              }

              @Override
              public void check(CheckStatusInfo status) {
                tell(CheckReports.check(last, status));
              }
            });
    checks.start();
  }

  private void start() {
    backstage.run(
        () -> {
          container.start();
          return container;
        },
        c -> started(),
        problem -> {
          // It was ended before it began. How, is told by the end of the container.
          LOG.debug("{} ended before its start", container.sandbox(), problem);
          started();
        });
  }

  private void started() {
    if (life != null && life.state() == CommandTask.State.STARTING) {
      check();
      perform(life.started(stage.now()));
    }
  }

  private void graceOver() {
    if (life != null) {
      perform(life.graceOver());
    }
  }

  private void timeOver() {
    if (life != null) {
      perform(life.timeOver(stage.now()));
    }
  }

  private void signal(Signal signal) {
    backstage.run(
        () -> {
          container.signal(signal);
          return signal;
        },
        sent -> LOG.debug("Sent {} to {}", sent, container.sandbox()),
        problem -> LOG.warn("Cannot send {} to {}", signal, container.sandbox(), problem));
  }

  private static void cancel(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }
}
