package io.mesosjava.framework.executor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.framework.scheduler.MasterEvent;
import io.mesosjava.framework.scheduler.SchedulerEvent;
import io.mesosjava.framework.scheduler.SchedulerSession;
import io.mesosjava.framework.scheduler.SchedulerSessionBuilder;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Endpoint;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.scheduler.Call;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A scheduler whose tasks run in {@link TrialExecutor}, a JVM of its own. */
final class ExecutorsOnCluster implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(90);
  static final ExecutorID EXECUTOR = ExecutorID.newBuilder().setValue("trial").build();

  private final EmbeddedCluster cluster;
  private final SchedulerSession mesos;

  ExecutorsOnCluster(EmbeddedCluster cluster, boolean checkpoint) {
    this.cluster = cluster;
    FrameworkInfo.Builder framework =
        FrameworkInfo.newBuilder()
            .setUser(System.getProperty("user.name"))
            .setName("executors")
            .setCheckpoint(checkpoint)
            .setFailoverTimeout(3600);
    for (FrameworkInfo.Capability.Type type :
        List.of(
            FrameworkInfo.Capability.Type.PARTITION_AWARE,
            FrameworkInfo.Capability.Type.TASK_KILLING_STATE)) {
      framework.addCapabilitiesBuilder().setType(type);
    }
    SchedulerSessionBuilder builder = SchedulerSession.builder(cluster.master(), framework.build());
    this.mesos = builder.start();
  }

  SchedulerSession mesos() {
    return mesos;
  }

  EmbeddedCluster cluster() {
    return cluster;
  }

  /** Launches {@code tasks} on the next offer. */
  void launch(TaskInfo... tasks) throws Exception {
    MasterEvent.Offers offers = next(MasterEvent.Offers.class);
    offers.offers().get(0).accept().launch(tasks).send();
    offers.offers().stream().skip(1).forEach(offer -> offer.decline());
  }

  <E extends SchedulerEvent> E next(Class<E> type) throws Exception {
    while (true) {
      SchedulerEvent event = mesos.next(PATIENCE);
      assertThat(event).as("before " + type.getSimpleName()).isNotNull();
      if (type.isInstance(event)) {
        return type.cast(event);
      }
    }
  }

  /** The next status of {@code task}. */
  TaskStatus status(String task) throws Exception {
    while (true) {
      TaskStatus status = next(MasterEvent.Update.class).status();
      if (status.getTaskId().getValue().equals(task)) {
        return status;
      }
    }
  }

  /** Waits for {@code state} of {@code task}. */
  TaskStatus await(String task, TaskState state) throws Exception {
    while (true) {
      TaskStatus status = status(task);
      if (status.getState() == state) {
        return status;
      }
      assertThat(TaskSteps.isEnd(status.getState())).as("%s", status).isFalse();
    }
  }

  /**
   * {@code task}, whose executor finds {@code value} in its environment in place of the agent's.
   */
  static TaskInfo with(TaskInfo task, String variable, String value) {
    TaskInfo.Builder changed = task.toBuilder();
    changed
        .getExecutorBuilder()
        .getCommandBuilder()
        .getEnvironmentBuilder()
        .addVariablesBuilder()
        .setName(variable)
        .setValue(value);
    return changed.buildPartial();
  }

  /** The process of the executor, which must run. */
  static ProcessHandle process() {
    return ProcessHandle.current()
        .descendants()
        .filter(
            handle ->
                handle.info().commandLine().orElse("").contains(TrialExecutor.class.getName()))
        .filter(handle -> handle.info().command().orElse("").endsWith("java"))
        .findFirst()
        .orElseThrow();
  }

  /** Where the executor works. */
  Path sandbox() {
    String framework = mesos.status().frameworkId().orElseThrow().getValue();
    return cluster.agents().get(0).sandbox(framework, EXECUTOR.getValue());
  }

  /** Goes on to the next events, which are no updates, until {@code count} are acknowledged. */
  void awaitAcknowledged(int count) throws Exception {
    while (cluster.calls(Endpoint.SCHEDULER, "ACKNOWLEDGE").size() < count) {
      try {
        assertThat(mesos.next(Duration.ofMillis(50))).isNotInstanceOf(MasterEvent.Update.class);
      } catch (TimeoutException e) {
        assertThat(mesos.status().frameworkId()).isPresent(); // nothing happens: all is well
      }
    }
  }

  static AgentID agentId(EmbeddedCluster cluster) {
    return AgentID.newBuilder().setValue(cluster.agents().get(0).id()).build();
  }

  static Call shutdown(EmbeddedCluster cluster) {
    return SchedulerCalls.shutdown(EXECUTOR, agentId(cluster));
  }

  static Call kill(String task, Duration grace) {
    KillPolicy policy =
        KillPolicy.newBuilder()
            .setGracePeriod(DurationInfo.newBuilder().setNanoseconds(grace.toNanos()))
            .build();
    return SchedulerCalls.kill(Fixtures.id(task), null, policy);
  }

  static TaskInfo work(String id, String data) {
    return task(id).setData(ByteString.copyFromUtf8(data)).buildPartial();
  }

  static TaskInfo command(String id, String command) {
    return work(id, "sh " + command);
  }

  private static TaskInfo.Builder task(String id) {
    ExecutorInfo.Builder executor =
        ExecutorInfo.newBuilder()
            .setType(ExecutorInfo.Type.CUSTOM)
            .setExecutorId(EXECUTOR)
            .setShutdownGracePeriod(
                DurationInfo.newBuilder().setNanoseconds(Duration.ofSeconds(5).toNanos()))
            .setCommand(jvm(TrialExecutor.class))
            .addResources(scalar("cpus", 0.1))
            .addResources(scalar("mem", 32));
    return TaskInfo.newBuilder()
        .setName(id)
        .setTaskId(Fixtures.id(id))
        .setExecutor(executor)
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 32));
  }

  /** Runs {@code main} in a JVM with the class path of this one. */
  static CommandInfo.Builder jvm(Class<?> main) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String path =
        Stream.of("java.class.path", "jdk.module.path", "surefire.test.class.path")
            .flatMap(name -> Arrays.stream(System.getProperty(name, "").split(File.pathSeparator)))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry).toAbsolutePath())
            .filter(Files::exists)
            .map(Path::toString)
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    CommandInfo.Builder command =
        CommandInfo.newBuilder()
            .setShell(false)
            .setValue(java.toString())
            .addAllArguments(
                List.of(
                    "java",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx64m",
                    main.getName()));
    command.getEnvironmentBuilder().addVariablesBuilder().setName("CLASSPATH").setValue(path);
    return command;
  }

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }

  @Override
  public void close() {
    mesos.close();
  }
}
