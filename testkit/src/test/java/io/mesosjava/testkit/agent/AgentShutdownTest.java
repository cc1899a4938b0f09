package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mesosjava.testkit.EmbeddedAgent;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Invariant;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agents that the master ends, and what becomes of those that are started again. */
class AgentShutdownTest {

  private static final String MACHINE = "{'hostname':'127.0.0.1','ip':'127.0.0.1'}";

  private final PlainOperator operator = new PlainOperator();
  private EmbeddedCluster cluster;
  private EmbeddedAgent agent;
  private String first;

  @BeforeEach
  void launch() {
    cluster =
        EmbeddedCluster.builder()
            .allocationInterval(Duration.ofMillis(50))
            .relax(Invariant.OFFERS_ANSWERED)
            .launch();
    agent = cluster.agents().get(0);
    first = agent.id();
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void anAgentOnAMachineThatIsTakenDownEndsAndComesBackAsItWas() throws Exception {
    reserve();
    takeDown();
    awaitEnd();
    assertThatIOException().isThrownBy(() -> operator.ask(agent.uri(), "{'type':'GET_HEALTH'}"));
    bringUp();

    agent.restart();

    cluster.awaitAgents(1);
    assertThat(agent.id()).isEqualTo(first);
    assertThat(agentsOfMaster()).contains("\"role\":\"ads\"");
  }

  @Test
  void aMasterRefusesAnAgentWhoseMachineIsStillDown() throws Exception {
    takeDown();
    awaitEnd();
    agent.restart();
    awaitEnd();
    assertThat(cluster.state().agents()).isEmpty();
    assertThat(cluster.timeline()).contains("has ended: Machine is `DOWN`");
  }

  @Test
  void aMasterRefusesAnAgentThatIsGoneUnlessItComesAsANewOne() throws Exception {
    reserve();
    markGone();
    awaitEnd();
    agent.restart();
    awaitEnd();
    assertThat(cluster.timeline()).contains("has ended: Agent has been marked gone");

    agent.restartAsNew();

    cluster.awaitAgents(1);
    assertThat(agent.id()).isNotEqualTo(first);
    assertThat(agentsOfMaster()).contains(agent.id()).contains("\"role\":\"ads\"");
  }

  @Test
  void aNewAgentRunsTasksAndTheOldOnesProcessesAreGone() throws Exception {
    try (PlainScheduler scheduler = scheduler()) {
      scheduler.launch(task("old", "echo $$; exec sleep 1000"));
      scheduler.expect(TaskState.TASK_STARTING);
      scheduler.expect(TaskState.TASK_RUNNING);
      ProcessHandle old = Processes.ofTask(agent.sandbox(scheduler.id().getValue(), "old"));
      agent.kill();
      agent.restartAsNew();
      old.onExit().join();
      cluster.await("the new agent", state -> state.agents().stream().anyMatch(this::isNew));
      TaskStatus lost = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
      assertThat(lost.getState()).isEqualTo(TaskState.TASK_LOST);
      assertThat(lost.getAgentId().getValue()).isEqualTo(first);
      scheduler.next(Event.Type.FAILURE);
      scheduler.launch(task("new", "true"));
      scheduler.expect("new", TaskState.TASK_STARTING);
      scheduler.expect("new", TaskState.TASK_RUNNING);
      scheduler.expect("new", TaskState.TASK_FINISHED);
    }
  }

  @Test
  void executorsGetTheTimeToEndBeforeTheAgentDoes() throws Exception {
    try (PlainScheduler scheduler = scheduler()) {
      scheduler.launch(
          task(
              "t", "trap 'echo bye >> ../bye; exit 0' TERM; echo up; while :; do sleep 0.1; done"));
      scheduler.expect(TaskState.TASK_STARTING);
      scheduler.expect(TaskState.TASK_RUNNING);
      var sandbox = agent.sandbox(scheduler.id().getValue(), "t").toRealPath();
      Processes.awaitLine(sandbox.resolve("stdout"), "up");
      takeDown();
      awaitEnd();
      assertThat(sandbox.resolveSibling("bye")).hasContent("bye\n");
    }
  }

  @Test
  void startsAgainOnlyWhatHasEnded() throws Exception {
    assertThatIllegalStateException()
        .isThrownBy(agent::restartAsNew)
        .withMessageContaining("it runs (expected: one that has ended)");
    markGone();
    awaitEnd();
    assertThatIllegalStateException().isThrownBy(agent::kill);
  }

  @Test
  void anIdThatNeverComesIsAnError() throws Exception {
    takeDown();
    awaitEnd();
    agent.restartAsNew();
    assertThatIllegalStateException()
        .isThrownBy(agent::id)
        .withMessageContaining("the master ended the agent")
        .withMessageContaining("Machine is `DOWN`");
    awaitEnd();
  }

  private boolean isNew(io.mesosjava.v1.master.Response.GetAgents.Agent one) {
    return !one.getAgentInfo().getId().getValue().equals(first);
  }

  private void awaitEnd() {
    cluster.await("the end of the agent", state -> !agent.isRunning());
  }

  private String agentsOfMaster() throws IOException, InterruptedException {
    return operator.call(cluster.master(), "{'type':'GET_AGENTS'}");
  }

  private void reserve() throws IOException, InterruptedException {
    operator.call(
        cluster.master(),
        "{'type':'RESERVE_RESOURCES','reserve_resources':{'agent_id':{'value':'"
            + first
            + "'},'resources':[{'type':'SCALAR','name':'cpus','scalar':{'value':2},"
            + "'reservations':[{'type':'DYNAMIC','role':'ads'}]}]}}");
    cluster.await("the reservation", state -> reserved());
  }

  private boolean reserved() {
    try {
      return agentsOfMaster().contains("\"role\":\"ads\"");
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void takeDown() throws IOException, InterruptedException {
    operator.call(
        cluster.master(),
        "{'type':'UPDATE_MAINTENANCE_SCHEDULE','update_maintenance_schedule':{'schedule':"
            + "{'windows':[{'machine_ids':["
            + MACHINE
            + "],'unavailability':{'start':{'nanoseconds':1}}}]}}}");
    operator.call(
        cluster.master(),
        "{'type':'START_MAINTENANCE','start_maintenance':{'machines':[" + MACHINE + "]}}");
  }

  private void bringUp() throws IOException, InterruptedException {
    operator.call(
        cluster.master(),
        "{'type':'STOP_MAINTENANCE','stop_maintenance':{'machines':[" + MACHINE + "]}}");
  }

  private void markGone() throws IOException, InterruptedException {
    operator.call(
        cluster.master(),
        "{'type':'MARK_AGENT_GONE','mark_agent_gone':{'agent_id':{'value':'" + first + "'}}}");
  }

  private PlainScheduler scheduler() throws IOException, InterruptedException {
    return new PlainScheduler(
        cluster.master(),
        FrameworkInfo.newBuilder()
            .setUser("root")
            .setName("f")
            .addRoles("r")
            .setCheckpoint(true)
            .addCapabilities(
                FrameworkInfo.Capability.newBuilder()
                    .setType(FrameworkInfo.Capability.Type.MULTI_ROLE))
            .build());
  }

  private static TaskInfo.Builder task(String id, String command) {
    return TaskInfo.newBuilder()
        .setName(id)
        .setTaskId(Statuses.task(id))
        .setCommand(CommandInfo.newBuilder().setValue(command))
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 32));
  }

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }
}
