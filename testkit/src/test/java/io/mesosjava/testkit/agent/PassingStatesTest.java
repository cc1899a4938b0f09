package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.Value;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see of something that will be over, or is. */
class PassingStatesTest {

  private final PlainOperator operator = new PlainOperator();
  private EmbeddedCluster cluster;
  private PlainScheduler scheduler;

  @BeforeEach
  void launch() throws Exception {
    cluster = EmbeddedCluster.builder().allocationInterval(Duration.ofMillis(50)).launch();
    scheduler =
        new PlainScheduler(
            cluster.master(),
            FrameworkInfo.newBuilder()
                .setUser("somebody")
                .setName("passing")
                .addCapabilities(
                    FrameworkInfo.Capability.newBuilder()
                        .setType(FrameworkInfo.Capability.Type.TASK_KILLING_STATE))
                .build());
  }

  @AfterEach
  void close() throws Exception {
    scheduler.close();
    cluster.close();
  }

  @Test
  void anAgentIsDrainedUntilItsTasksHaveEnded() throws Exception {
    scheduler.launch(
        task("t", "trap '' TERM; echo; while :; do sleep 1000; done")
            .setKillPolicy(
                KillPolicy.newBuilder()
                    .setGracePeriod(
                        DurationInfo.newBuilder().setNanoseconds(Duration.ofHours(1).toNanos()))));
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
    URI agent = cluster.agents().get(0).uri();
    assertThat(operator.call(agent, "{'type':'GET_AGENT'}")).doesNotContain("drain");

    operator.call(
        cluster.master(),
        "{'type':'DRAIN_AGENT','drain_agent':{'agent_id':{'value':'"
            + cluster.agents().get(0).id()
            + "'},'mark_gone':false}}");
    scheduler.expect(TaskState.TASK_KILLING);

    assertThat(operator.call(agent, "{'type':'GET_AGENT'}"))
        .contains("\"drain_config\":{\"mark_gone\":false}")
        .containsPattern("\"estimated_drain_start_time\":\\{\"nanoseconds\":\\d{10}000000000\\}");
    assertThat(read(agent, "/state"))
        .contains("\"drain_config\":{\"mark_gone\":false}")
        .containsPattern("\"estimated_drain_start_time_seconds\":\\d{10},");
  }

  @Test
  void aFrameworkThatIsGoneIsNoMoreOnItsAgents() throws Exception {
    scheduler.launch(task("t", "exit 0"));
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
    scheduler.expect(TaskState.TASK_FINISHED);
    URI master = cluster.master();
    assertThat(read(master, "/state-summary"))
        .contains("\"framework_ids\":[\"" + scheduler.id().getValue() + "\"]")
        .contains("\"TASK_FINISHED\":1");

    scheduler.teardown();

    assertThat(read(master, "/state-summary"))
        .contains("\"framework_ids\":[]")
        .doesNotContain("\"TASK_FINISHED\":1");
  }

  @Test
  void whatHappenedIsCounted() throws Exception {
    scheduler.launch(task("t", "exit 1"));
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
    scheduler.expect(TaskState.TASK_FAILED);
    scheduler.kill(Statuses.task("t"));

    assertThat(read(cluster.master(), "/metrics/snapshot"))
        .contains("\"master/messages_register_framework\":1.0")
        .contains("\"master/messages_reregister_framework\":0.0")
        .contains("\"master/messages_launch_tasks\":1.0")
        .contains("\"master/messages_kill_task\":1.0")
        .contains("\"master/valid_status_update_acknowledgements\":3.0")
        .contains("\"master/invalid_status_update_acknowledgements\":0.0")
        .contains("\"master/messages_register_slave\":1.0")
        .contains("\"master/slave_registrations\":1.0")
        .contains("\"master/slave_removals/reason_unhealthy\":0.0")
        .contains("\"master/valid_status_updates\":3.0")
        .contains("\"system/cpus_total\":");
    assertThat(read(cluster.agents().get(0).uri(), "/metrics/snapshot"))
        .contains("\"slave/tasks_failed\":1.0")
        .contains("\"slave/tasks_finished\":0.0")
        .contains("\"slave/valid_status_updates\":3.0")
        .contains("\"system/cpus_total\":");
  }

  private static TaskInfo.Builder task(String id, String command) {
    return TaskInfo.newBuilder()
        .setName(id)
        .setTaskId(Statuses.task(id))
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 32))
        .setCommand(CommandInfo.newBuilder().setValue(command));
  }

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }

  private static String read(URI server, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + server.getAuthority() + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
