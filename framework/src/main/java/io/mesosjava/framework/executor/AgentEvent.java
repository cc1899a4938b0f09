package io.mesosjava.framework.executor;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.executor.Event;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What the agent sent, in the order in which it did. SUBSCRIBED and SHUTDOWN are told as {@link
 * DriverEvent}s; ACKNOWLEDGED completes the stage of the update, and is not delivered; nor is
 * HEARTBEAT.
 */
public sealed interface AgentEvent extends ExecutorEvent {

  /** The subscription in which it came. */
  long generation();

  /** LAUNCH. */
  record Launch(ExecutorTask task, long generation) implements AgentEvent {

    /** Refuses null. */
    public Launch {
      Objects.requireNonNull(task, "task");
    }
  }

  /** LAUNCH_GROUP: tasks that live together, at least one. */
  record LaunchGroup(List<ExecutorTask> tasks, long generation) implements AgentEvent {

    /** Copies the list. */
    public LaunchGroup {
      tasks = List.copyOf(tasks);
    }

    /**
     * Makes the tasks share their fate, as those of Mesos' default executor do: when one of them
     * ends in another way than TASK_FINISHED, {@code kill} is called for each that has not ended.
     * To be called when all are launched; if one has ended by then, that counts.
     *
     * @param kill begins to end a task; called once at most for each, on the thread that told the
     *     first of those ends. If it throws, that task fails
     */
    public void shareFate(Consumer<ExecutorTask> kill) {
      SharedFate.of(tasks, Objects.requireNonNull(kill, "kill"));
    }
  }

  /**
   * KILL of a task that has not ended. It may come again, also with another grace period.
   *
   * @param gracePeriod how long the task may take to end after it was asked to: what the scheduler
   *     has said now, or with the launch; or 3 s, as in Mesos' own executors
   */
  record Kill(ExecutorTask task, Duration gracePeriod, long generation) implements AgentEvent {

    /** Refuses null. */
    public Kill {
      Objects.requireNonNull(task, "task");
      Objects.requireNonNull(gracePeriod, "gracePeriod");
    }
  }

  /** MESSAGE: the scheduler sent something. Messages can be lost on their way. */
  record Message(ByteString data, long generation) implements AgentEvent {

    /** Refuses null. */
    public Message {
      Objects.requireNonNull(data, "data");
    }
  }

  /** An event of a type that this library does not know. */
  record Unknown(Event message, long generation) implements AgentEvent {

    /** Refuses null. */
    public Unknown {
      Objects.requireNonNull(message, "message");
    }
  }
}
