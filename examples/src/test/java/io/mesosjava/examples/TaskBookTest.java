package io.mesosjava.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.examples.TaskBook.Phase;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskBookTest {

  private final SchedulerOptions options = new SchedulerOptions();

  TaskBookTest() {
    options.tasks = 3;
    options.cpu = 1;
    options.memory = 64;
    options.command = "true";
    options.name = "test";
  }

  @Test
  void placesAsManyTasksAsFit() {
    TaskBook book = new TaskBook(options);

    assertThat(book.place(offer("cpus:2.5;mem:1000")))
        .extracting(TaskBookTest::id)
        .containsExactly("task-1", "task-2");
    assertThat(book.place(offer("cpus:8;mem:63"))).isEmpty();
    assertThat(book.place(offer("cpus:8;mem:64")))
        .extracting(TaskBookTest::id)
        .containsExactly("task-3");
    assertThat(book.hasPending()).isFalse();
    assertThat(book.launched()).isEqualTo(3);
  }

  @Test
  void asksForResourcesAllocatedToTheRoleOfTheOffer() {
    TaskInfo task = new TaskBook(options).place(offer("cpus:1;mem:64")).get(0);

    assertThat(task.getResourcesList())
        .allSatisfy(r -> assertThat(r.getAllocationInfo().getRole()).isEqualTo("dev"))
        .extracting(Resource::getName)
        .containsExactlyInAnyOrder("cpus", "mem");
  }

  @Test
  void isDoneWhenAllTasksHaveFinished() {
    TaskBook book = launched();

    book.update(status("task-1", TaskState.TASK_RUNNING));
    assertThat(book.count(Phase.RUNNING)).isEqualTo(1);
    for (int i = 1; i <= 3; i++) {
      assertThat(book.isDone()).isFalse();
      book.update(status("task-" + i, TaskState.TASK_FINISHED));
    }

    assertThat(book.isDone()).isTrue();
    assertThat(book.failure()).isEmpty();
  }

  @Test
  void tellsWhyTheFirstFailedTaskFailed() {
    TaskBook book = launched();

    book.update(status("task-2", TaskState.TASK_FAILED).toBuilder().setMessage("exit 3").build());
    book.update(status("task-1", TaskState.TASK_LOST));

    assertThat(book.failure()).hasValue("task-2 ended as TASK_FAILED: exit 3");
    assertThat(book.count(Phase.FAILED)).isEqualTo(2);
  }

  @Test
  void launchesADroppedTaskAgain() {
    TaskBook book = launched();

    book.update(status("task-2", TaskState.TASK_DROPPED));

    assertThat(book.relaunches()).isEqualTo(1);
    assertThat(book.place(offer("cpus:8;mem:1000")))
        .extracting(TaskBookTest::id)
        .containsExactly("task-2");
  }

  @Test
  void ignoresRepeatedAndUnknownUpdates() {
    TaskBook book = launched();

    book.update(status("task-1", TaskState.TASK_FINISHED));
    book.update(status("task-1", TaskState.TASK_RUNNING));
    book.update(status("stranger", TaskState.TASK_FAILED));

    assertThat(book.count(Phase.FINISHED)).isEqualTo(1);
    assertThat(book.count(Phase.FAILED)).isZero();
  }

  private TaskBook launched() {
    TaskBook book = new TaskBook(options);
    assertThat(book.place(offer("cpus:8;mem:1000"))).hasSize(3);
    return book;
  }

  private static String id(TaskInfo task) {
    return task.getTaskId().getValue();
  }

  private static TaskStatus status(String task, TaskState state) {
    return TaskStatus.newBuilder()
        .setTaskId(TaskID.newBuilder().setValue(task))
        .setState(state)
        .build();
  }

  private static Offer offer(String resources) {
    List<Resource> offered = Resources.parse(resources).allocate("dev").messages();
    Offer.Builder offer =
        Offer.newBuilder()
            .setId(OfferID.newBuilder().setValue("o"))
            .setFrameworkId(FrameworkID.newBuilder().setValue("f"))
            .setAgentId(AgentID.newBuilder().setValue("a"))
            .setHostname("h")
            .addAllResources(offered);
    offer.getAllocationInfoBuilder().setRole("dev");
    return offer.build();
  }
}
