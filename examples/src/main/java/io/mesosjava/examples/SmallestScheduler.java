package io.mesosjava.examples;

import static io.mesosjava.framework.task.Standing.isTerminal;

import io.mesosjava.framework.scheduler.MasterEvent.Offers;
import io.mesosjava.framework.scheduler.MasterEvent.Update;
import io.mesosjava.framework.scheduler.ReceivedOffer;
import io.mesosjava.framework.scheduler.SchedulerEvent;
import io.mesosjava.framework.scheduler.SchedulerSession;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import java.io.IOException;

/** The scheduler on the front page: one task on the first offer, and the end when it has ended. */
public final class SmallestScheduler {

  private SmallestScheduler() {}

  /**
   * Runs {@code echo hello} on the cluster of {@code masters}.
   *
   * @param masters their addresses, {@code host:port}, separated by commas
   * @return the state in which the task ended
   * @throws IOException if the masters refuse the framework
   * @throws InterruptedException if the thread is interrupted
   */
  public static TaskState run(String masters) throws IOException, InterruptedException {
    // README begin
    try (SchedulerSession mesos = SchedulerSession.builder(masters, "hello").start()) {
      boolean launched = false;
      for (SchedulerEvent event = mesos.next(); event != null; event = mesos.next()) {
        if (event instanceof Offers offers && !launched) {
          offers.offers().get(0).accept().launch(task("echo hello")).send();
          launched = true;
        } else if (event instanceof Offers offers) {
          offers.offers().forEach(ReceivedOffer::decline);
        } else if (event instanceof Update update && isTerminal(update.status().getState())) {
          mesos.teardown();
          return update.status().getState();
        }
      }
    }
    // README end
    throw new IOException("the session was closed");
  }

  private static TaskInfo task(String command) {
    return TaskInfo.newBuilder()
        .setName("hello")
        .setTaskId(TaskID.newBuilder().setValue("hello-1"))
        .setCommand(CommandInfo.newBuilder().setValue(command))
        .addAllResources(Resources.parse("cpus:0.1;mem:32").messages())
        .buildPartial(); // the offer's agent is filled in
  }
}
