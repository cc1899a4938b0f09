package io.mesosjava.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.resources.OperationRefusedException.Reason;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.Offer.Operation;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Resource.DiskInfo;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.Value;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperationsTest {

  private static final Resources OFFER =
      Resources.parse("cpus:8;mem:16000;disk:20000;ports:[31000-32000]").allocate("db");

  private static final Resource RESERVED =
      ResourceBuilder.disk(100).reservedDynamically("db").build();

  private static final Resource VOLUME =
      ResourceBuilder.disk(100).reservedDynamically("db").volume("v", "data").build();

  @Test
  void predictsAReservationAVolumeAndALaunchInOneCall() {
    Resources reserved = Operations.apply(OFFER, reserve(RESERVED));
    Resources created = Operations.apply(reserved, create(VOLUME));
    Resources left = Operations.apply(created, launch(task("1", VOLUME)));

    assertThat(reserved)
        .hasToString(
            "cpus(allocated: db):8; mem(allocated: db):16000; disk(allocated: db):19900;"
                + " ports(allocated: db):[31000-32000];"
                + " disk(allocated: db)(reservations: [(DYNAMIC,db)]):100");
    assertThat(created.filter(Where.persistentVolume()))
        .hasToString("disk(allocated: db)(reservations: [(DYNAMIC,db)])[v:data]:100");
    assertThat(created.contains(OFFER)).isFalse();
    assertThat(left.disk()).isEqualTo(19900);
    assertThat(Operations.apply(Operations.apply(created, destroy(VOLUME)), unreserve(RESERVED)))
        .isEqualTo(OFFER);
  }

  @Test
  void takesBackOneLevelOfAReservation() {
    Resource refined =
        ResourceBuilder.cpus(1)
            .reservedStatically("eng")
            .reservedDynamically("eng/dev")
            .allocatedTo("eng/dev")
            .build();

    Resources left = Operations.apply(Resources.of(refined), unreserve(refined));

    assertThat(left).hasToString("cpus(allocated: eng/dev)(reservations: [(STATIC,eng)]):1");
  }

  @Test
  void movesAReservationFromASourceToATarget() {
    Resource from = ResourceBuilder.cpus(1).reservedDynamically("a").build();
    Resource to = ResourceBuilder.cpus(1).reservedDynamically("b").build();
    Operation.Reserve.Builder move = Operation.Reserve.newBuilder().addSource(from);
    Operation.Builder operation = Operation.newBuilder().setType(Operation.Type.RESERVE);

    Resources moved =
        Operations.apply(
            Resources.of(from), operation.setReserve(move.clone().addResources(to)).build());
    assertThat(moved).isEqualTo(Resources.of(to));

    Resource more = ResourceBuilder.cpus(2).reservedDynamically("b").build();
    assertRefused(
        Resources.of(from),
        operation.setReserve(move.clone().addResources(more)).build(),
        Reason.INVALID,
        "Source and target resources should refer to identical resource quantities: cpus:1 vs."
            + " cpus:2");
  }

  @Test
  void growsAndShrinksVolumes() {
    Resources disk =
        Operations.apply(
            Operations.apply(
                OFFER, reserve(ResourceBuilder.disk(150).reservedDynamically("db").build())),
            create(VOLUME));
    Resource addition = ResourceBuilder.disk(50).reservedDynamically("db").build();

    Resources grown = Operations.apply(disk, grow(VOLUME, addition));
    Resource big = grown.filter(Where.persistentVolume()).messages().get(0);
    Resources shrunk = Operations.apply(grown, shrink(big, 30));

    assertThat(big.getScalar().getValue()).isEqualTo(150);
    assertThat(shrunk.filter(Where.persistentVolume()).disk()).isEqualTo(120);
    assertThat(shrunk.filter(Where.reserved().and(Where.persistentVolume().negate())).disk())
        .isEqualTo(30);
    assertThat(Quantities.of(shrunk)).isEqualTo(Quantities.of(OFFER));
  }

  @Test
  void turnsRawDisksIntoWhatTheProviderMade() {
    DiskInfo.Source raw =
        DiskInfo.Source.newBuilder().setType(DiskInfo.Source.Type.RAW).setProfile("p").build();
    Resource source = ResourceBuilder.disk(10).source(raw).providedBy("csi").build();
    Resource mount =
        ResourceBuilder.disk(10)
            .source(raw.toBuilder().setType(DiskInfo.Source.Type.MOUNT).setId("vol").build())
            .providedBy("csi")
            .build();
    Operation create =
        Operation.newBuilder()
            .setType(Operation.Type.CREATE_DISK)
            .setCreateDisk(
                Operation.CreateDisk.newBuilder()
                    .setSource(source)
                    .setTargetType(DiskInfo.Source.Type.MOUNT))
            .build();
    Operation destroy =
        Operation.newBuilder()
            .setType(Operation.Type.DESTROY_DISK)
            .setDestroyDisk(Operation.DestroyDisk.newBuilder().setSource(mount))
            .build();

    Resources made = Operations.apply(Resources.of(source), create, Resources.of(mount));

    assertThat(made).isEqualTo(Resources.of(mount));
    assertThat(Operations.apply(made, destroy, Resources.of(source)))
        .isEqualTo(Resources.of(source));
    assertThat(Operations.apply(Resources.of(source), create).isEmpty()).isTrue();
    assertRefused(
        Resources.of(VOLUME),
        destroy.toBuilder()
            .setDestroyDisk(Operation.DestroyDisk.newBuilder().setSource(VOLUME))
            .build(),
        Reason.INVALID,
        "'source' is not managed by a resource provider");
  }

  @Test
  void chargesEachNewExecutorOnce() {
    ExecutorInfo executor =
        ExecutorInfo.newBuilder()
            .setExecutorId(ExecutorID.newBuilder().setValue("e"))
            .addAllResources(Resources.parse("cpus:1;mem:32;disk:1").messages())
            .build();
    TaskInfo first =
        task("1", ResourceBuilder.cpus(2).build()).toBuilder().setExecutor(executor).build();
    TaskInfo second = first.toBuilder().setTaskId(TaskID.newBuilder().setValue("2")).build();
    Operation group =
        Operation.newBuilder()
            .setType(Operation.Type.LAUNCH_GROUP)
            .setLaunchGroup(
                Operation.LaunchGroup.newBuilder()
                    .setExecutor(executor)
                    .setTaskGroup(
                        TaskGroupInfo.newBuilder()
                            .addTasks(first.toBuilder().clearExecutor())
                            .addTasks(second.toBuilder().clearExecutor())))
            .build();

    assertThat(Operations.apply(OFFER, launch(first, second)).cpus()).isEqualTo(3);
    assertThat(Operations.apply(OFFER, group).cpus()).isEqualTo(3);
    assertThat(
            Operations.launch(OFFER, launch(first, second), Set.of(executor.getExecutorId()))
                .cpus())
        .isEqualTo(4);
  }

  @Test
  void refusesWithTheMastersWords() {
    assertRefused(
        OFFER.filter(Where.named("cpus")),
        launch(task("1", ResourceBuilder.cpus(1000).build())),
        Reason.NOT_AVAILABLE,
        "Total resources cpus(allocated: db):1000 required by task and its executor is more than"
            + " available cpus(allocated: db):8");
    assertRefused(
        Resources.parse("disk:1").allocate("db"),
        reserve(RESERVED),
        Reason.NOT_AVAILABLE,
        "disk(allocated: db):1 does not contain disk(allocated: db):100");
    assertRefused(
        OFFER,
        reserve(ResourceBuilder.disk(1).reservedStatically("db").build()),
        Reason.INVALID,
        "Resource disk(allocated: db)(reservations: [(STATIC,db)]):1 is not dynamically reserved");
    assertRefused(
        OFFER,
        reserve(ResourceBuilder.disk(1).reservedDynamically("other").build()),
        Reason.INVALID,
        "A reserve operation was attempted for a resource with role 'other', but the resource was"
            + " allocated to role 'db'");
    assertRefused(
        OFFER,
        create(ResourceBuilder.disk(1).volume("v", "data").build()),
        Reason.INVALID,
        "Invalid resources: Invalid DiskInfo: Persistent volumes cannot be created from unreserved"
            + " resources");
    assertRefused(
        OFFER,
        Operation.newBuilder().setType(Operation.Type.UNRESERVE).build(),
        Reason.INVALID,
        "Invalid resources: The resources have multiple resource providers: ");
    assertRefused(
        Resources.of(VOLUME),
        unreserve(VOLUME),
        Reason.INVALID,
        "A dynamically reserved persistent volume disk(reservations: [(DYNAMIC,db)])[v:data]:100"
            + " cannot be unreserved directly. Please destroy the persistent volume first then"
            + " unreserve the resource");
    assertRefused(
        Resources.of(VOLUME, RESERVED),
        create(VOLUME),
        Reason.INVALID,
        "Persistence ID 'v' is not unique");
    assertRefused(OFFER, Operation.getDefaultInstance(), Reason.INVALID, "Unknown operation");
  }

  @Test
  void refusesToResizeWhatCannotBeResized() {
    Resources disk = Resources.of(VOLUME, RESERVED);
    Resource shared =
        VOLUME.toBuilder().setShared(Resource.SharedInfo.getDefaultInstance()).build();

    assertRefused(
        disk,
        grow(VOLUME, ResourceBuilder.disk(0).reservedDynamically("db").build()),
        Reason.INVALID,
        "The size of 'GrowVolume.addition' field must be greater than zero");
    assertRefused(
        disk,
        grow(VOLUME, ResourceBuilder.disk(1).build()),
        Reason.INVALID,
        "Incompatible resources in the 'GrowVolume.volume' and 'GrowVolume.addition' fields");
    assertRefused(
        disk,
        grow(shared, RESERVED),
        Reason.INVALID,
        "Growing a shared persistent volume is not supported");
    assertRefused(
        disk,
        shrink(VOLUME, 100),
        Reason.INVALID,
        "Value of 'ShrinkVolume.subtract' must be smaller than the size of 'ShrinkVolume.volume'");
    assertRefused(
        disk,
        shrink(
            ResourceBuilder.disk(5).mount("/m").volume("v", "p").reservedStatically("db").build(),
            1),
        Reason.INVALID,
        "Shrinking a volume on a MOUNT disk is not supported");
  }

  @Test
  void keepsAVolumeThatAnotherTaskShares() {
    Resource shared =
        VOLUME.toBuilder().setShared(Resource.SharedInfo.getDefaultInstance()).build();

    assertRefused(
        Resources.of(shared, shared),
        destroy(shared),
        Reason.IN_USE,
        "Persistent volume disk(reservations: [(DYNAMIC,db)])[v:data]<SHARED>:100 cannot be"
            + " removed due to additional shared copies");
    assertThat(Operations.apply(Resources.of(shared), destroy(shared)))
        .isEqualTo(Resources.of(RESERVED));
  }

  @Test
  void understandsTheOldReservationFormat() {
    Resource old = ReservationFormat.PRE_REFINEMENT.convert(RESERVED);

    assertThat(Operations.apply(OFFER, reserve(old)))
        .isEqualTo(Operations.apply(OFFER, reserve(RESERVED)));
  }

  private static void assertRefused(
      Resources available, Operation operation, Reason reason, String text) {
    assertThatThrownBy(() -> Operations.apply(available, operation))
        .isInstanceOfSatisfying(
            OperationRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessage(text);
  }

  private static Operation reserve(Resource... resources) {
    return Operation.newBuilder()
        .setType(Operation.Type.RESERVE)
        .setReserve(Operation.Reserve.newBuilder().addAllResources(List.of(resources)))
        .build();
  }

  private static Operation unreserve(Resource... resources) {
    return Operation.newBuilder()
        .setType(Operation.Type.UNRESERVE)
        .setUnreserve(Operation.Unreserve.newBuilder().addAllResources(List.of(resources)))
        .build();
  }

  private static Operation create(Resource volume) {
    return Operation.newBuilder()
        .setType(Operation.Type.CREATE)
        .setCreate(Operation.Create.newBuilder().addVolumes(volume))
        .build();
  }

  private static Operation destroy(Resource volume) {
    return Operation.newBuilder()
        .setType(Operation.Type.DESTROY)
        .setDestroy(Operation.Destroy.newBuilder().addVolumes(volume))
        .build();
  }

  private static Operation grow(Resource volume, Resource addition) {
    return Operation.newBuilder()
        .setType(Operation.Type.GROW_VOLUME)
        .setGrowVolume(Operation.GrowVolume.newBuilder().setVolume(volume).setAddition(addition))
        .build();
  }

  private static Operation shrink(Resource volume, double subtract) {
    return Operation.newBuilder()
        .setType(Operation.Type.SHRINK_VOLUME)
        .setShrinkVolume(
            Operation.ShrinkVolume.newBuilder()
                .setVolume(volume)
                .setSubtract(Value.Scalar.newBuilder().setValue(subtract)))
        .build();
  }

  private static Operation launch(TaskInfo... tasks) {
    return Operation.newBuilder()
        .setType(Operation.Type.LAUNCH)
        .setLaunch(Operation.Launch.newBuilder().addAllTaskInfos(List.of(tasks)))
        .build();
  }

  private static TaskInfo task(String id, Resource... resources) {
    return TaskInfo.newBuilder()
        .setName(id)
        .setTaskId(TaskID.newBuilder().setValue(id))
        .setAgentId(AgentID.newBuilder().setValue("agent"))
        .addAllResources(List.of(resources))
        .build();
  }
}
