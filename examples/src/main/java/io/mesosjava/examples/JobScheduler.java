package io.mesosjava.examples;

import io.mesosjava.client.ApiException;
import io.mesosjava.client.CallNotSentException;
import io.mesosjava.framework.scheduler.AnnouncedEvent;
import io.mesosjava.framework.scheduler.MasterEvent;
import io.mesosjava.framework.scheduler.ReceivedOffer;
import io.mesosjava.framework.scheduler.ReconciliationPolicy;
import io.mesosjava.framework.scheduler.SchedulerHandler;
import io.mesosjava.framework.scheduler.SchedulerSession;
import io.mesosjava.framework.store.FrameworkIdStore;
import io.mesosjava.framework.task.FileTaskStore;
import io.mesosjava.framework.task.TaskTracker;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * The scheduler that {@code docs/tutorial.md} builds: it runs jobs, each until it has finished
 * once, and remembers what it has done in files.
 */
public final class JobScheduler implements SchedulerHandler, AutoCloseable {

  // tutorial: job
  /** A job that is to be done; its name is its task's id. */
  public record Job(String name, String command) implements AnnouncedEvent {}

  // end

  // tutorial: state
  private final FileTaskStore store;
  private final TaskTracker tracker;
  private final SchedulerSession mesos;
  private final Map<String, Job> jobs = new HashMap<>();
  private final Deque<Job> pending = new ArrayDeque<>();

  // end

  /**
   * Opens the scheduler that keeps its files in {@code directory}, which must exist.
   *
   * @throws IOException if the files cannot be read
   */
  public JobScheduler(String masters, Path directory) throws IOException {
    // tutorial: open
    store = FileTaskStore.open(directory.resolve("tasks"));
    tracker = TaskTracker.open(store);
    mesos =
        SchedulerSession.builder(masters, "jobs")
            .frameworkIdStore(FrameworkIdStore.inFile(directory.resolve("framework-id")))
            .reconciliation(ReconciliationPolicy.standard().withTasks(tracker::toReconcile))
            .start();
    // end
  }

  /** Takes a job; one that has been taken before, by an earlier process too, is done only once. */
  public void submit(Job job) throws InterruptedException {
    // tutorial: submit
    mesos.announce(job);
    // end
  }

  /** Works until the session is closed. */
  public void run() throws Exception {
    mesos.run(this);
  }

  // tutorial: announced
  @Override
  public void announced(AnnouncedEvent event) {
    if (event instanceof Job job) {
      jobs.put(job.name(), job);
      if (tracker.task(job.name()).isEmpty()) {
        pending.add(job);
        mesos.revive();
      }
    }
  }

  // end

  // tutorial: offers
  @Override
  public void offers(MasterEvent.Offers event) throws Exception {
    for (ReceivedOffer offer : event.offers()) {
      Job job = pending.poll();
      if (job == null) {
        offer.decline();
      } else {
        launch(job, offer);
      }
    }
    if (pending.isEmpty()) {
      mesos.suppress();
    }
  }

  // end

  // tutorial: launch
  private void launch(Job job, ReceivedOffer offer) throws IOException, InterruptedException {
    TaskInfo task =
        TaskInfo.newBuilder()
            .setName(job.name())
            .setTaskId(TaskID.newBuilder().setValue(job.name()))
            .setAgentId(offer.agentId())
            .setCommand(CommandInfo.newBuilder().setValue(job.command()))
            .addAllResources(Resources.parse("cpus:0.1;mem:32").messages())
            .build();
    try {
      tracker // stores the task, then sends
          .launch(List.of(task), () -> offer.accept().launch(task).send())
          .toCompletableFuture()
          .get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CallNotSentException || e.getCause() instanceof ApiException) {
        again(job); // it certainly does not run; otherwise reconciliation tells
      }
    }
  }

  private void again(Job job) throws IOException {
    tracker.forget(job.name());
    pending.add(job);
    mesos.revive();
  }

  // end

  // tutorial: update
  @Override
  public void update(MasterEvent.Update event) throws IOException {
    tracker.update(event.status());
    Job job = jobs.get(event.status().getTaskId().getValue());
    if (job != null && event.status().getState() == TaskState.TASK_DROPPED) {
      again(job); // its offer was gone: it was never started
    }
    // When this returns, the update is acknowledged: what it says is on the disk.
  }

  // end

  /** How many jobs are known to have finished. */
  public long finished() {
    return tracker.tasks(task -> task.state() == TaskState.TASK_FINISHED).size();
  }

  /** Ends this process' part; its tasks go on, and the next process takes them up. */
  @Override
  public void close() throws IOException {
    mesos.close();
    store.close();
  }
}
