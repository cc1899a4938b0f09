package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The client and the embedded cluster, which share no code beyond the protocol. */
class ClusterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final FrameworkInfo FRAMEWORK =
      FrameworkInfo.newBuilder().setUser(System.getProperty("user.name")).setName("test").build();

  private static final Resource CPU =
      Resource.newBuilder()
          .setName("cpus")
          .setType(Value.Type.SCALAR)
          .setScalar(Value.Scalar.newBuilder().setValue(0.1))
          .build();

  static Stream<Codec> codecs() {
    return Stream.of(Codec.protobuf(), Codec.json());
  }

  private static SchedulerClient client(EmbeddedCluster cluster, Codec codec) {
    return SchedulerClient.builder(cluster.master()).codec(codec).build();
  }

  private static Event nextOf(SchedulerSubscription subscription, Event.Type type)
      throws Exception {
    while (true) {
      Event event = subscription.next(PATIENCE);
      if (event == null) {
        throw new IOException("the stream ended before " + type);
      }
      if (event.getType() == type) {
        return event;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aTaskRunsToItsEndAndTheFrameworkIsTornDown(Codec codec) throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        SchedulerClient client = client(cluster, codec);
        SchedulerSubscription subscription = client.subscribe(FRAMEWORK)) {
      nextOf(subscription, Event.Type.SUBSCRIBED);
      Offer offer = nextOf(subscription, Event.Type.OFFERS).getOffers().getOffers(0);
      Offer.Operation launch =
          Offer.Operation.newBuilder()
              .setType(Offer.Operation.Type.LAUNCH)
              .setLaunch(Offer.Operation.Launch.newBuilder().addTaskInfos(task(offer, "exit 0")))
              .build();
      subscription.send(SchedulerCalls.accept(List.of(offer.getId()), List.of(launch)));

      assertThat(statesUntilTheEnd(subscription))
          .containsExactly(
              TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_FINISHED);
      subscription.send(SchedulerCalls.teardown());
      while (subscription.next(PATIENCE) != null) {
        assertThat(subscription.streamId()).isNotEmpty();
      }
    }
  }

  private static TaskInfo task(Offer offer, String command) {
    TaskInfo.Builder task = TaskInfo.newBuilder().setName("t").setAgentId(offer.getAgentId());
    task.getTaskIdBuilder().setValue("t");
    task.getCommandBuilder().setValue(command);
    return task.addResources(scalar("cpus", 0.1)).addResources(scalar("mem", 32)).build();
  }

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }

  /** The states of the task, each acknowledged when it comes for the first time. */
  private static List<TaskState> statesUntilTheEnd(SchedulerSubscription subscription)
      throws Exception {
    List<TaskState> states = new ArrayList<>();
    while (!states.contains(TaskState.TASK_FINISHED) && !states.contains(TaskState.TASK_FAILED)) {
      TaskStatus status = nextOf(subscription, Event.Type.UPDATE).getUpdate().getStatus();
      if (!states.contains(status.getState())) {
        states.add(status.getState());
      }
      subscription.sendAsync(SchedulerCalls.acknowledge(status));
    }
    return states;
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aSecondSubscriptionReplacesTheFirst(Codec codec) throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        SchedulerClient client = client(cluster, codec);
        SchedulerSubscription first =
            client.subscribe(FRAMEWORK.toBuilder().setFailoverTimeout(60).build())) {
      nextOf(first, Event.Type.SUBSCRIBED);
      FrameworkInfo again =
          FRAMEWORK.toBuilder().setId(first.frameworkId()).setFailoverTimeout(60).build();
      try (SchedulerSubscription second = client.subscribe(again)) {
        assertThat(nextOf(first, Event.Type.ERROR).getError().getMessage())
            .isEqualTo("Framework failed over");
        assertThat(first.next(PATIENCE)).isNull();
        assertThatThrownBy(() -> first.send(SchedulerCalls.suppress()))
            .isInstanceOf(CallNotSentException.class)
            .hasMessageContaining("the subscription is over: the server ended the event stream");
        nextOf(second, Event.Type.SUBSCRIBED);
        second.send(SchedulerCalls.suppress());
        second.send(SchedulerCalls.teardown());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aFrameworkThatTheMasterRefusesGetsAnErrorEventAndTheEnd(Codec codec) throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        SchedulerClient client = client(cluster, codec);
        SchedulerSubscription subscription =
            client.subscribe(
                FRAMEWORK.toBuilder().setId(FrameworkID.newBuilder().setValue("a/b")).build())) {
      Event error = nextOf(subscription, Event.Type.ERROR);
      assertThat(error.getError().getMessage()).isNotEmpty();
      assertThat(subscription.next(PATIENCE)).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void operatorsAskAMasterAndAnAgent(Codec codec) throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        MasterClient master = MasterClient.builder(cluster.master()).codec(codec).build();
        AgentClient agent =
            AgentClient.builder(cluster.agents().get(0).uri()).codec(codec).build()) {
      cluster.awaitAgents(1);
      ContainerID container = ContainerID.newBuilder().setValue("alone").build();

      assertThat(master.getAgents().getAgentsList())
          .extracting(one -> one.getAgentInfo().getId().getValue())
          .containsExactly(cluster.agents().get(0).id());
      assertThat(agent.getHealth().getHealthy()).isTrue();
      assertThat(agent.getAgent().getAgentInfo().getId().getValue())
          .isEqualTo(cluster.agents().get(0).id());
      agent.send(
          AgentCalls.launchContainer(
              container, CommandInfo.newBuilder().setValue("sleep 1000").build(), List.of(CPU)));
      assertThat(agent.getContainers(false, true).getContainersList())
          .extracting(one -> one.getContainerId())
          .containsExactly(container);
      agent.send(AgentCalls.killContainer(container, null));
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aHalfOpenConnectionIsGivenUpAndTheNextOneWorks(Codec codec) throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        SchedulerClient client =
            client(cluster, codec).toBuilder().streamIdleTimeout(Duration.ofMillis(500)).build()) {
      try (SchedulerSubscription subscription = client.subscribe(FRAMEWORK)) {
        cluster.faults().halfOpen();
        assertThatThrownBy(() -> drain(subscription)).isInstanceOf(SocketTimeoutException.class);
      }
      cluster.heal();
      try (SchedulerSubscription subscription = client.subscribe(FRAMEWORK)) {
        nextOf(subscription, Event.Type.SUBSCRIBED);
      }
    }
  }

  private static void drain(SchedulerSubscription subscription) throws Exception {
    while (subscription.next(PATIENCE) != null) {
      // What came before the connection was half-open.
    }
  }
}
