package io.mesosjava.testkit.agent;

import static io.mesosjava.testkit.agent.TaskWorld.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OperationID;
import io.mesosjava.v1.OperationState;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.Volume;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data of persistent volumes: there from CREATE to DESTROY, whatever becomes of tasks. */
class PersistentVolumesTest {

  @TempDir private Path work;
  private TaskWorld world;

  @BeforeEach
  void launch() throws IOException, InterruptedException {
    world =
        new TaskWorld(
            work,
            cluster ->
                cluster
                    .agentResources("cpus:4;mem:1024;disk(test):1024")
                    .allocationInterval(Duration.ofMillis(50)));
  }

  @AfterEach
  void close() throws IOException {
    world.close();
  }

  private static Resource volume(boolean shared) {
    Resource.Builder volume = TaskWorld.scalar("disk", 64).toBuilder();
    volume.addReservationsBuilder().setType(Resource.ReservationInfo.Type.STATIC).setRole("test");
    volume.getDiskBuilder().getPersistenceBuilder().setId("v");
    volume.getDiskBuilder().getVolumeBuilder().setContainerPath("data").setMode(Volume.Mode.RW);
    if (shared) {
      volume.setShared(Resource.SharedInfo.getDefaultInstance());
    }
    return volume.build();
  }

  private Path data() {
    return world.work().resolve("volumes/roles/test/v");
  }

  private static Offer.Operation.Builder create(boolean shared) {
    Offer.Operation.Builder create =
        Offer.Operation.newBuilder().setType(Offer.Operation.Type.CREATE);
    create.getCreateBuilder().addVolumes(volume(shared));
    return create;
  }

  private static Offer.Operation.Builder destroy(boolean shared) {
    Offer.Operation.Builder destroy =
        Offer.Operation.newBuilder().setType(Offer.Operation.Type.DESTROY);
    destroy.getDestroyBuilder().addVolumes(volume(shared));
    return destroy;
  }

  private static Offer.Operation.Builder launch(Offer offer, TaskInfo.Builder... tasks) {
    Offer.Operation.Builder launch =
        Offer.Operation.newBuilder().setType(Offer.Operation.Type.LAUNCH);
    for (TaskInfo.Builder task : tasks) {
      launch.getLaunchBuilder().addTaskInfos(task.setAgentId(offer.getAgentId()));
    }
    return launch;
  }

  private static TaskInfo.Builder user(String id, String command, boolean shared) {
    return task(id, command).addResources(volume(shared));
  }

  private void finish(String task) throws IOException, InterruptedException {
    world.scheduler().expect(task, TaskState.TASK_STARTING);
    world.scheduler().expect(task, TaskState.TASK_RUNNING);
    world.scheduler().expect(task, TaskState.TASK_FINISHED);
  }

  /** The next offer with the volume; others are declined. */
  private Offer offerWithVolume() throws IOException, InterruptedException {
    while (true) {
      Offer offer = world.scheduler().nextOffer();
      if (offer.getResourcesList().stream().anyMatch(r -> r.getDisk().hasPersistence())) {
        return offer;
      }
      world.scheduler().accept(offer);
    }
  }

  /** Runs an operation by itself, with feedback. */
  private OperationStatus run(Offer offer, Offer.Operation.Builder operation) throws Exception {
    world
        .scheduler()
        .accept(offer, operation.setId(OperationID.newBuilder().setValue("operation")));
    return world
        .scheduler()
        .next(Event.Type.UPDATE_OPERATION_STATUS)
        .getUpdateOperationStatus()
        .getStatus();
  }

  @Test
  void isThereFromCreateOn() throws Exception {
    assertThat(run(world.scheduler().nextOffer(), create(false)).getState())
        .isEqualTo(OperationState.OPERATION_FINISHED);
    assertThat(data()).isEmptyDirectory();
  }

  @Test
  void outlivesItsTasksAndGoesWithDestroy() throws Exception {
    Offer offer = world.scheduler().nextOffer();
    world
        .scheduler()
        .accept(offer, create(false), launch(offer, user("one", "echo kept > data/file", false)));
    finish("one");
    assertThat(data().resolve("file")).hasContent("kept\n");
    offer = offerWithVolume();
    world.scheduler().accept(offer, launch(offer, user("two", "cat data/file", false)));
    finish("two");
    assertThat(world.sandbox("two").resolve("stdout")).hasContent("kept\n");

    assertThat(run(offerWithVolume(), destroy(false)).getState())
        .isEqualTo(OperationState.OPERATION_FINISHED);

    assertThat(data()).doesNotExist();
    assertThat(world.sandbox("one").resolve("stdout")).exists();
  }

  @Test
  void isEmptyWhenItIsMadeAnew() throws Exception {
    Offer offer = world.scheduler().nextOffer();
    world
        .scheduler()
        .accept(offer, create(false), launch(offer, user("one", "echo old > data/file", false)));
    finish("one");
    offer = offerWithVolume();
    world
        .scheduler()
        .accept(
            offer,
            destroy(false),
            create(false),
            launch(offer, user("two", "echo new > data/other; ls data/", false)));
    finish("two");
    assertThat(world.sandbox("two").resolve("stdout")).hasContent("other\n");
  }

  @Test
  void isSharedByTasksAndNotDestroyedWhileOneUsesIt() throws Exception {
    Offer offer = world.scheduler().nextOffer();
    world
        .scheduler()
        .accept(
            offer,
            create(true),
            launch(
                offer,
                user("reader", "until [ -e data/x ]; do sleep 0.01; done; sleep 1000", true)));
    world.scheduler().expect("reader", TaskState.TASK_STARTING);
    world.scheduler().expect("reader", TaskState.TASK_RUNNING);
    offer = offerWithVolume();
    world.scheduler().accept(offer, launch(offer, user("writer", "echo x > data/x", true)));
    finish("writer");

    assertThat(run(offerWithVolume(), destroy(true)).getState())
        .isNotEqualTo(OperationState.OPERATION_FINISHED);

    assertThat(data().resolve("x")).exists();
    world.scheduler().kill(Statuses.task("reader"));
    world.scheduler().expect("reader", TaskState.TASK_KILLING);
    world.scheduler().expect("reader", TaskState.TASK_KILLED);
    assertThat(run(offerWithVolume(), destroy(true)).getState())
        .isEqualTo(OperationState.OPERATION_FINISHED);
    assertThat(data()).doesNotExist();
  }
}
