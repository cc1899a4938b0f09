package io.mesosjava.benchmarks.matching;

import com.google.protobuf.ByteString;
import io.mesosjava.framework.task.TaskStore;
import io.mesosjava.framework.task.TaskTracker;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.ContainerStatus;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How much memory a tracked task takes, compared with keeping its last status as a message. */
public final class TrackedTaskMemory {

  private static final String MASTER = "4da7c2e9-129a-429a-a7a7-0e9de09f3ad4";
  private static final int AGENTS = 10_000;

  private TrackedTaskMemory() {}

  /**
   * Prints bytes per task.
   *
   * @param arguments how many tasks (200 000)
   */
  public static void main(String[] arguments) throws IOException {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
    long empty = used();
    TaskTracker tracker = TaskTracker.open(TaskStore.none());
    for (int i = 0; i < count; i++) {
      tracker.update(status(i));
    }
    long tracked = used() - empty;
    int known = tracker.size();
    long before = used();
    List<TaskStatus> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(parsed(status(i)));
    }
    long kept = used() - before;
    System.out.printf(
        Locale.ROOT,
        "%d tasks: %.0f bytes each tracked, %.0f bytes each as messages%n",
        known,
        (double) tracked / known,
        (double) kept / messages.size());
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** As it comes from the network. */
  private static TaskStatus parsed(TaskStatus status) throws IOException {
    return TaskStatus.parseFrom(status.toByteArray());
  }

  private static TaskStatus status(int number) throws IOException {
    ByteBuffer uuid = ByteBuffer.allocate(16).putLong(~number).putLong(number);
    String id = "job-" + (100_000 + number);
    return parsed(
        TaskStatus.newBuilder()
            .setTaskId(TaskID.newBuilder().setValue(id))
            .setState(TaskState.TASK_RUNNING)
            .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
            .setAgentId(AgentID.newBuilder().setValue(MASTER + "-S" + number % AGENTS))
            .setExecutorId(ExecutorID.newBuilder().setValue(id))
            .setTimestamp(1_795_381_740.666661 + number)
            .setUuid(ByteString.copyFrom(uuid.flip()))
            .setContainerStatus(
                ContainerStatus.newBuilder()
                    .setContainerId(
                        ContainerID.newBuilder().setValue("b6e4b046-7187-4e35-9a8f-" + number)))
            .build());
  }
}
