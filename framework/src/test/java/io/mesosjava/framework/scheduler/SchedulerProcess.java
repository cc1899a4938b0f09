package io.mesosjava.framework.scheduler;

import io.mesosjava.framework.store.FrameworkIdStore;
import io.mesosjava.v1.TaskInfo;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A scheduler as a program, to be killed: launches tasks if its framework is new, ends when all
 * have finished, and says on its standard output what it sees.
 */
final class SchedulerProcess implements SchedulerHandler {

  private final SchedulerSession mesos;
  private final List<TaskInfo> tasks;
  private final Set<String> ended = new HashSet<>();
  private boolean isNew;

  private SchedulerProcess(SchedulerSession mesos, List<TaskInfo> tasks) {
    this.mesos = mesos;
    this.tasks = tasks;
  }

  /** Arguments: the master, the file of the id, the number of tasks, their command. */
  public static void main(String[] args) throws Exception {
    List<TaskInfo> tasks =
        IntStream.range(0, Integer.parseInt(args[2]))
            .mapToObj(i -> Tasks.task("task-" + i, args[3]))
            .toList();
    try (SchedulerSession mesos =
        SchedulerSession.builder(URI.create(args[0]), Tasks.framework("process"))
            .frameworkIdStore(FrameworkIdStore.inFile(Path.of(args[1])))
            .start()) {
      mesos.run(new SchedulerProcess(mesos, tasks));
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  @Override
  public void frameworkIdAssigned(SessionEvent.FrameworkIdAssigned event) {
    isNew = true;
  }

  @Override
  public void connected(SessionEvent.Connected event) {
    say("connected " + event.frameworkId().getValue());
  }

  @Override
  public void offers(MasterEvent.Offers event) throws Exception {
    if (isNew) {
      isNew = false;
      event.offers().get(0).accept().launch(tasks).send();
    } else {
      SchedulerHandler.super.offers(event);
    }
  }

  @Override
  public void update(MasterEvent.Update event) throws Exception {
    String task = event.status().getTaskId().getValue();
    say(task + " " + event.status().getState());
    if (Tasks.ENDS.contains(event.status().getState())) {
      ended.add(task);
    }
    if (ended.size() == tasks.size()) {
      mesos.teardown();
    }
  }
}
