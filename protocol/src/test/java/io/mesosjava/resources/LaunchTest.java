package io.mesosjava.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.resources.OperationRefusedException.Reason;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.Offer.Operation;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchTest {

  private static final Resources OFFER =
      Resources.parse("cpus:8;mem:1000;disk:9;ports:[1-9]").allocate("db");

  private static final String LEAST = "cpus:0.01;mem:32;disk:0.001";

  private static final Resource VOLUME =
      ResourceBuilder.disk(1)
          .reservedDynamically("db")
          .volume("v", "data")
          .shared()
          .allocatedTo("db")
          .build();

  @Test
  void refusesWhatTheTasksOfAGroupClaimTwice() {
    assertRefused(
        OFFER,
        group(LEAST, "ports:[1-5]", "ports:[2-6]"),
        "There are overlapping resources in the task group's task resources"
            + " [ ports(allocated: db):[1-5], ports(allocated: db):[2-6] ] and/or executor"
            + " resources ["
            + String.join(",", json("cpus", "0.01"), json("mem", "32.0"), json("disk", "0.001"))
            + "]");
    assertThat(Operations.apply(OFFER, group(LEAST, "ports:[1-5]", "ports:[6-8]")).ports())
        .hasToString("[9-9]");
  }

  @Test
  void refusesWhatTaskAndExecutorClaimTwice() {
    assertRefused(
        OFFER,
        launch(task(Resources.parse("ports:[1-5]"), "ports:[5-6]")),
        "There are overlapping resources in the task resources"
            + " [{\"allocation_info\":{\"role\":\"db\"},\"name\":\"ports\",\"ranges\":"
            + "{\"range\":[{\"begin\":1,\"end\":5}]},\"type\":\"RANGES\"}] and executor resources"
            + " [{\"allocation_info\":{\"role\":\"db\"},\"name\":\"ports\",\"ranges\":"
            + "{\"range\":[{\"begin\":5,\"end\":6}]},\"type\":\"RANGES\"}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|uses less CPUs (None) than the minimum required (0.01)",
        "cpus:0.009;mem:32;disk:1|uses less CPUs (0.009) than the minimum required (0.01)",
        "cpus:1;disk:1|uses less memory (None) than the minimum required (32MB)",
        "cpus:1;mem:0.5;disk:1|uses less memory (0B) than the minimum required (32MB)",
        "cpus:1;mem:31.999;disk:1|uses less memory (31MB) than the minimum required (32MB)",
        "cpus:0.01;mem:32|uses no disk",
      })
  void refusesGroupsWhoseExecutorHasTooLittle(String executor, String text) {
    assertRefused(OFFER, group(executor, "cpus:1"), "Executor 'e' " + text);
    assertThat(Operations.apply(OFFER, launch(task(Resources.parse("cpus:1"), executor))))
        .isNotEqualTo(OFFER);
  }

  @Test
  void namesTheTaskOfAGroupThatIsInvalid() {
    assertRefused(OFFER, group(LEAST, "[]"), "Task 't' is invalid: Task uses no resources");
  }

  @Test
  void refusesAGroupThatSharesAVolumeAsTheMasterDoes() {
    String shared = Resources.of(VOLUME).toJson();
    String volume = "disk(allocated: db)(reservations: [(DYNAMIC,db)])[v:data]<SHARED>:1<1>";

    assertThat(Operations.apply(OFFER.plus(VOLUME), group(LEAST, shared)).disk()).isEqualTo(8.999);
    assertRefused(
        OFFER.plus(VOLUME),
        group(LEAST, shared, shared),
        "There are overlapping resources in the task group's task resources [ "
            + volume
            + ", "
            + volume
            + " ] and/or executor resources ["
            + String.join(",", json("cpus", "0.01"), json("mem", "32.0"), json("disk", "0.001"))
            + "]");
  }

  @Test
  void wantsARoleOnlyWhereOffersHaveOne() {
    Resources planned = Resources.parse("cpus:2");
    Resources mixed = planned.allocate("a").plus(planned.allocate("b"));
    Operation launch = launch(task(Resources.parse("cpus:1")));

    assertThat(Operations.apply(planned, launch)).isEqualTo(Resources.parse("cpus:1"));
    assertRefused(
        mixed, launch, "Invalid task resources: The resources are not allocated to a role");
  }

  @Test
  void refusesTasksWithoutResources() {
    assertRefused(OFFER, launch(task(Resources.empty())), "Task uses no resources");
  }

  @Test
  void refusesToMixRevocableAndFirm() {
    Resources mixed =
        Resources.parse("cpus:1").plus(ResourceBuilder.cpus(1).revocable().build()).allocate("db");

    assertRefused(
        mixed,
        launch(task(mixed)),
        "Task mixes revocable and non-revocable resources: Cannot use both revocable and"
            + " non-revocable 'cpus' at the same time");
  }

  @Test
  void refusesSeveralRolesAndRepeatedVolumes() {
    Resources roles = OFFER.plus(Resources.parse("cpus:1").allocate("a"));
    Resource mount =
        ResourceBuilder.disk(1).mount("/m").reservedStatically("db").volume("v", "d").build();

    assertRefused(
        roles,
        launch(task(roles)),
        "Invalid task resources: The resources have multiple allocation roles ('a' and 'db') but"
            + " only one allocation role is allowed");
    assertRefused(
        Resources.of(mount, mount),
        launch(task(Resources.of(mount, mount))),
        "Task uses duplicate persistence ID: Persistence ID 'v' is not unique");
  }

  @Test
  void refusesSharedResourcesOfExecutors() {
    assertRefused(
        OFFER.plus(VOLUME),
        launch(task(Resources.parse("cpus:1"), Resources.of(VOLUME).toJson())),
        "Executor resources disk(allocated: db)(reservations: [(DYNAMIC,db)])[v:data]<SHARED>:1<1>"
            + " should not contain any shared resources");
  }

  @Test
  void refusesInvalidResources() {
    TaskInfo.Builder task = task(Resources.parse("cpus:1")).toBuilder();
    task.getResourcesBuilder(0).getScalarBuilder().setValue(-1);

    assertRefused(
        OFFER,
        launch(task.build()),
        "Task uses invalid resources: Invalid resources: Resource 'cpus:-1' is invalid: Invalid"
            + " scalar resource: value <= 0");
  }

  @Test
  void letsTasksShareOneCopyOfAVolume() {
    TaskInfo task = task(Resources.of(VOLUME).plus(Resources.parse("cpus:1").allocate("db")));
    Resources offer = OFFER.plus(VOLUME);

    Resources left = Operations.apply(offer, launch(task, task, task));

    assertThat(left.cpus()).isEqualTo(5);
    assertThat(left.filter(Where.shared()).isEmpty()).isTrue();
    assertThatThrownBy(() -> Operations.apply(OFFER, launch(task)))
        .isInstanceOfSatisfying(
            OperationRefusedException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.NOT_AVAILABLE));
  }

  private static void assertRefused(Resources available, Operation operation, String text) {
    assertThatThrownBy(() -> Operations.apply(available, operation))
        .isInstanceOfSatisfying(
            OperationRefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
        .hasMessage(text);
  }

  private static String json(String name, String value) {
    return "{\"allocation_info\":{\"role\":\"db\"},\"name\":\""
        + name
        + "\",\"scalar\":{\"value\":"
        + value
        + "},\"type\":\"SCALAR\"}";
  }

  private static Operation launch(TaskInfo... tasks) {
    return Operation.newBuilder()
        .setType(Operation.Type.LAUNCH)
        .setLaunch(Operation.Launch.newBuilder().addAllTaskInfos(List.of(tasks)))
        .build();
  }

  private static Operation group(String executor, String... tasks) {
    TaskGroupInfo.Builder group = TaskGroupInfo.newBuilder();
    for (String task : tasks) {
      group.addTasks(task(Resources.parse(task)));
    }
    return Operation.newBuilder()
        .setType(Operation.Type.LAUNCH_GROUP)
        .setLaunchGroup(
            Operation.LaunchGroup.newBuilder().setExecutor(executor(executor)).setTaskGroup(group))
        .build();
  }

  private static TaskInfo task(Resources resources, String executor) {
    return task(resources).toBuilder().setExecutor(executor(executor)).build();
  }

  private static TaskInfo task(Resources resources) {
    return TaskInfo.newBuilder()
        .setName("t")
        .setTaskId(TaskID.newBuilder().setValue("t"))
        .setAgentId(AgentID.newBuilder().setValue("agent"))
        .addAllResources(resources.messages())
        .build();
  }

  private static ExecutorInfo executor(String resources) {
    return ExecutorInfo.newBuilder()
        .setExecutorId(ExecutorID.newBuilder().setValue("e"))
        .addAllResources(Resources.parse(resources).messages())
        .build();
  }
}
