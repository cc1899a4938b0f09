package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster whose JVM is killed by {@code kill -9}, with all kinds of processes on it. */
class KilledJvmTest {

  /** Each line writes the ids of its processes; all but the last ignore what can be ignored. */
  private static final List<String> STUBBORN =
      List.of(
          "trap '' TERM HUP INT; echo $$; while :; do sleep 1; done",
          "nohup sleep 1000 >/dev/null 2>&1 & echo $!; sleep 1000 & echo $!; wait",
          "setsid sh -c 'echo $$; setsid sleep 1000 >/dev/null 2>&1 & echo $!; wait'",
          "env -i setsid sh -c 'echo $$; exec sleep 1000' & sleep 1000 & echo $!; wait",
          "(setsid sh -c 'echo $$; exec sleep 1000' &); echo $$; exec sleep 1000");

  /** How many they are together. */
  private static final int PROCESSES = 9;

  @TempDir private Path temporary;
  private final List<Process> jvms = new ArrayList<>();

  @AfterEach
  void end() {
    jvms.forEach(jvm -> kill(jvm.toHandle()));
  }

  private static void kill(ProcessHandle process) {
    boolean unused = process.destroyForcibly();
    process.onExit().join();
  }

  @Test
  void takesAllItsProcessesWithIt() throws IOException {
    Process jvm = start();
    List<ProcessHandle> all = processes(jvm);
    assertThat(all).hasSize(PROCESSES + 2).allMatch(ProcessHandle::isAlive);
    kill(jvm.toHandle());
    all.forEach(process -> process.onExit().join());
  }

  @Test
  void isClearedAwayByTheNextOneWhenNothingElseCould() throws IOException {
    Process jvm = start();
    List<ProcessHandle> all = processes(jvm);
    Path left = directories().get(0);
    // A guard that dies with its JVM can do nothing any more.
    jvm.toHandle()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains("mesos-guard"))
        .toList()
        .forEach(KilledJvmTest::kill);
    kill(jvm.toHandle());
    assertThat(all).hasSize(PROCESSES + 2).allMatch(ProcessHandle::isAlive);

    Process next = start();

    List<ProcessHandle> others = processes(next);
    all.forEach(process -> process.onExit().join());
    assertThat(others).allMatch(ProcessHandle::isAlive);
    assertThat(left).doesNotExist();
    assertThat(directories()).hasSize(1);
  }

  @Test
  void isLeftAloneWhileItLives() throws IOException {
    List<ProcessHandle> first = processes(start());
    List<ProcessHandle> second = processes(start());
    assertThat(first).allMatch(ProcessHandle::isAlive);
    assertThat(second).allMatch(ProcessHandle::isAlive);
    assertThat(directories()).hasSize(2);
  }

  private List<Path> directories() throws IOException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(temporary, "mesos-cluster-*")) {
      found.forEach(all::add);
    }
    return all;
  }

  private Process start() throws IOException {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Doomed.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    jvms.add(jvm);
    return jvm;
  }

  private static List<ProcessHandle> processes(Process jvm) throws IOException {
    BufferedReader lines = jvm.inputReader(StandardCharsets.US_ASCII);
    List<ProcessHandle> all = new ArrayList<>();
    for (String line = lines.readLine(); !"end".equals(line); line = lines.readLine()) {
      if (line == null) {
        throw new AssertionError("the JVM ended by itself: " + jvm.onExit().join().exitValue());
      }
      all.add(ProcessHandle.of(Long.parseLong(line)).orElseThrow());
    }
    return all;
  }

  /** A JVM with a cluster that waits to be killed. Writes the ids of all processes of tasks. */
  static final class Doomed {

    private static final ExecutorID CUSTOM = ExecutorID.newBuilder().setValue("custom").build();
    private static final ExecutorID GROUP = ExecutorID.newBuilder().setValue("group").build();

    private Doomed() {}

    public static void main(String[] arguments) throws Exception {
      EmbeddedCluster cluster =
          EmbeddedCluster.builder().allocationInterval(Duration.ofMillis(50)).launch();
      PlainScheduler scheduler = new PlainScheduler(cluster.master(), framework());
      for (int i = 0; i < STUBBORN.size(); i++) {
        scheduler.launch(task("t" + i).setCommand(command(STUBBORN.get(i))));
      }
      scheduler.launch(task("x").setExecutor(executor(CUSTOM, ExecutorInfo.Type.CUSTOM)));
      scheduler.launchGroup(
          executor(GROUP, ExecutorInfo.Type.DEFAULT).setFrameworkId(scheduler.id()).build(),
          TaskGroupInfo.newBuilder()
              .addTasks(
                  task("g")
                      .setAgentId(RecordingMaster.AGENT)
                      .setCommand(command("echo $$; setsid sleep 1000 & wait")))
              .build());
      Path executors =
          cluster
              .agents()
              .get(0)
              .sandbox(scheduler.id().getValue(), "any")
              .resolve("../../..")
              .normalize();
      for (String output :
          List.of(
              "t0/runs/latest/stdout",
              "t1/runs/latest/stdout",
              "t2/runs/latest/stdout",
              "t3/runs/latest/stdout",
              "t4/runs/latest/stdout",
              "custom/runs/latest/stdout",
              "group/runs/latest/tasks/g/stdout")) {
        int count = output.matches("t[1-4].*") ? 2 : 1;
        for (String pid : Processes.awaitLines(executors.resolve(output), count)) {
          System.out.println(pid);
        }
      }
      System.out.println("end");
      Thread.currentThread().join();
    }

    private static FrameworkInfo framework() {
      return FrameworkInfo.newBuilder()
          .setUser("root")
          .setName("doomed")
          .addRoles("r")
          .setCheckpoint(true)
          .addCapabilities(
              FrameworkInfo.Capability.newBuilder()
                  .setType(FrameworkInfo.Capability.Type.MULTI_ROLE))
          .build();
    }

    private static ExecutorInfo.Builder executor(ExecutorID id, ExecutorInfo.Type type) {
      ExecutorInfo.Builder executor =
          ExecutorInfo.newBuilder()
              .setType(type)
              .setExecutorId(id)
              .addResources(scalar("cpus", 0.1))
              .addResources(scalar("mem", 32))
              .addResources(scalar("disk", 32));
      return type == ExecutorInfo.Type.CUSTOM
          ? executor.setCommand(command("echo $$; exec sleep 1000"))
          : executor;
    }

    private static CommandInfo command(String line) {
      return CommandInfo.newBuilder().setValue(line).build();
    }

    private static TaskInfo.Builder task(String id) {
      return TaskInfo.newBuilder()
          .setName(id)
          .setTaskId(Statuses.task(id))
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
}
