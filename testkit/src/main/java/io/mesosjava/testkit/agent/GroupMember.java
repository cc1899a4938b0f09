package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A task of the default executor. Lives on the stage. */
final class GroupMember {

  private final TaskInfo task;
  private final TaskGroupInfo group;
  private final ContainerID container;
  private final CommandTask life;
  @Nullable Timer escalation;
  @Nullable Timer limit;
  @Nullable TaskChecks checks;

  /** What was reported last. */
  TaskStatus last = TaskStatus.getDefaultInstance();

  /** Whether the end of one task is ending the whole group already. */
  boolean groupIsEnding;

  GroupMember(TaskInfo task, TaskGroupInfo group, ContainerID container, CommandTask life) {
    this.task = task;
    this.group = group;
    this.container = container;
    this.life = life;
  }

  TaskID id() {
    return task.getTaskId();
  }

  TaskInfo task() {
    return task;
  }

  TaskGroupInfo group() {
    return group;
  }

  ContainerID container() {
    return container;
  }

  CommandTask life() {
    return life;
  }

  /** What it has between SIGTERM and SIGKILL, when nobody says otherwise. */
  Duration grace(Duration usual) {
    return task.getKillPolicy().hasGracePeriod()
        ? Duration.ofNanos(task.getKillPolicy().getGracePeriod().getNanoseconds())
        : usual;
  }

  void stopTimers() {
    cancel(escalation);
    cancel(limit);
    if (checks != null) {
      checks.stop();
    }
  }

  static void cancel(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }
}
