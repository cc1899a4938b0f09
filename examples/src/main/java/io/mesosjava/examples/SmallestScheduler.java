package io.mesosjava.examples;

import static io.mesosjava.client.SchedulerCalls.accept;
import static io.mesosjava.client.SchedulerCalls.acknowledge;
import static io.mesosjava.client.SchedulerCalls.teardown;

import io.mesosjava.client.SchedulerClient;
import io.mesosjava.client.SchedulerSubscription;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The scheduler on the front page: one task on the first offer, and the end when it has ended. */
public final class SmallestScheduler {

  private static final Set<TaskState> ENDS =
      EnumSet.of(
          TaskState.TASK_FINISHED,
          TaskState.TASK_FAILED,
          TaskState.TASK_KILLED,
          TaskState.TASK_ERROR,
          TaskState.TASK_LOST);

  private SmallestScheduler() {}

  /**
   * Runs {@code echo hello} on the cluster of {@code master}.
   *
   * @param master the address of the master, {@code http://host:port}
   * @return the state in which the task ended
   * @throws IOException if the master cannot be reached, refuses, or goes away
   * @throws InterruptedException if the thread is interrupted
   */
  public static TaskState run(URI master) throws IOException, InterruptedException {
    // README begin
    FrameworkInfo framework = FrameworkInfo.newBuilder().setUser("root").setName("hello").build();
    boolean launched = false;
    try (SchedulerClient client = SchedulerClient.builder(master).build();
        SchedulerSubscription mesos = client.subscribe(framework)) {
      for (Event event = mesos.next(); event != null; event = mesos.next()) {
        if (event.hasOffers() && !launched) {
          Offer offer = event.getOffers().getOffers(0);
          mesos.send(accept(List.of(offer.getId()), List.of(launch(task(offer)))));
          launched = true;
        } else if (event.hasUpdate()) {
          TaskStatus status = event.getUpdate().getStatus();
          if (status.hasUuid()) {
            mesos.send(acknowledge(status));
          }
          if (ENDS.contains(status.getState())) {
            mesos.send(teardown());
            return status.getState();
          }
        }
      }
    }
    // README end
    throw new IOException(master + " ended the subscription");
  }

  private static Offer.Operation launch(TaskInfo task) {
    return Offer.Operation.newBuilder()
        .setType(Offer.Operation.Type.LAUNCH)
        .setLaunch(Offer.Operation.Launch.newBuilder().addTaskInfos(task))
        .build();
  }

  private static TaskInfo task(Offer offer) {
    return TaskInfo.newBuilder()
        .setName("hello")
        .setTaskId(TaskID.newBuilder().setValue("hello"))
        .setAgentId(offer.getAgentId())
        .addAllResources(Resources.parse("cpus:0.1;mem:32").messages())
        .setCommand(CommandInfo.newBuilder().setValue("echo hello"))
        .build();
  }
}
