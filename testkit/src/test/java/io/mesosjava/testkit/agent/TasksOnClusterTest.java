package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.EmbeddedAgent;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.FileInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.agent.Call;
import io.mesosjava.v1.agent.Response;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks from the outside: a scheduler's HTTP calls go in, events come out, files stay behind. */
class TasksOnClusterTest {

  private static final FrameworkInfo FRAMEWORK =
      FrameworkInfo.newBuilder()
          .setUser("somebody")
          .setName("tasks")
          .addRoles("test")
          .addCapabilities(capability(FrameworkInfo.Capability.Type.MULTI_ROLE))
          .addCapabilities(capability(FrameworkInfo.Capability.Type.TASK_KILLING_STATE))
          .build();

  @TempDir private Path work;
  private EmbeddedCluster cluster;
  private PlainScheduler scheduler;

  @BeforeEach
  void launch() throws IOException, InterruptedException {
    cluster =
        EmbeddedCluster.builder()
            .workDirectory(work)
            .allocationInterval(Duration.ofMillis(50))
            .launch();
    scheduler = new PlainScheduler(cluster.master(), FRAMEWORK);
  }

  @AfterEach
  void close() throws IOException {
    scheduler.close();
    cluster.close();
  }

  @Test
  void finish() throws Exception {
    scheduler.launch(task("t", "echo out; echo err >&2"));
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
    assertThat(scheduler.expect(TaskState.TASK_FINISHED).getMessage())
        .isEqualTo("Command exited with status 0");
    Path sandbox = agent().sandbox(scheduler.id().getValue(), "t");
    assertThat(sandbox.resolve("stdout")).hasContent("out\n");
    assertThat(sandbox.resolve("stderr")).hasContent("err\n");
  }

  @Test
  void fail() throws Exception {
    scheduler.launch(task("t", "exit 42"));
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
    TaskStatus failed = scheduler.expect(TaskState.TASK_FAILED);
    assertThat(failed.getMessage()).isEqualTo("Command exited with status 42");
    assertThat(failed.getSource()).isEqualTo(TaskStatus.Source.SOURCE_EXECUTOR);
  }

  @Test
  void areKilledWithTheirDescendants() throws Exception {
    Path pipe = pipe();
    scheduler.launch(
        task(
            "t",
            "sleep 1000 & echo $! > pids; setsid sleep 1000 & echo $! >> pids;"
                + " echo up > '%s'; wait".formatted(pipe)));
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
    assertThat(Files.readString(pipe)).isEqualTo("up\n");
    List<ProcessHandle> children = children("t");
    assertThat(children).hasSize(2).allMatch(ProcessHandle::isAlive);

    scheduler.kill(Statuses.task("t"));

    scheduler.expect(TaskState.TASK_KILLING);
    assertThat(scheduler.expect(TaskState.TASK_KILLED).getMessage())
        .isEqualTo("Command terminated with signal Terminated");
    children.forEach(child -> child.onExit().join());
  }

  @Test
  void areKilledForGoodWhenTheyIgnoreSigterm() throws Exception {
    Path pipe = pipe();
    scheduler.launch(
        task("t", "trap '' TERM; echo up > '%s'; while :; do sleep 1; done".formatted(pipe))
            .setKillPolicy(
                KillPolicy.newBuilder()
                    .setGracePeriod(
                        DurationInfo.newBuilder()
                            .setNanoseconds(Duration.ofMillis(200).toNanos()))));
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
    assertThat(Files.readString(pipe)).isEqualTo("up\n");

    scheduler.kill(Statuses.task("t"));

    scheduler.expect(TaskState.TASK_KILLING);
    assertThat(scheduler.expect(TaskState.TASK_KILLED).getMessage())
        .isEqualTo("Command terminated with signal Killed");
  }

  @Test
  void endWithTheirFramework() throws Exception {
    List<ProcessHandle> children = runFamily();
    scheduler.teardown();
    children.forEach(child -> child.onExit().join());
  }

  @Test
  void endWithTheirCluster() throws Exception {
    List<ProcessHandle> children = runFamily();
    cluster.close();
    assertThat(children).noneMatch(child -> child.info().command().isPresent());
  }

  @Test
  void areShownToOperators() throws Exception {
    scheduler.launch(task("t", "sleep 1000"));
    scheduler.expect(TaskState.TASK_STARTING);
    TaskStatus running = scheduler.expect(TaskState.TASK_RUNNING);

    Response.GetState state = ask(Call.Type.GET_STATE).getGetState();
    Task task = state.getGetTasks().getLaunchedTasks(0);
    assertThat(task.getTaskId()).isEqualTo(Statuses.task("t"));
    assertThat(task.getState()).isEqualTo(TaskState.TASK_RUNNING);
    assertThat(task.getStatusesList())
        .extracting(TaskStatus::getState)
        .containsExactly(TaskState.TASK_STARTING, TaskState.TASK_RUNNING);
    assertThat(state.getGetFrameworks().getFrameworks(0).getFrameworkInfo().getId())
        .isEqualTo(scheduler.id());
    assertThat(state.getGetExecutors().getExecutors(0).getExecutorInfo().getName())
        .isEqualTo("Command Executor (Task: t) (Command: sh -c 'sleep 1000')");
    assertThat(ask(Call.Type.GET_CONTAINERS).getGetContainers().getContainers(0).getContainerId())
        .isEqualTo(running.getContainerStatus().getContainerId());
    assertThat(ask(Call.Type.GET_AGENT).getGetAgent().getAgentInfo().getId().getValue())
        .isEqualTo(agent().id());

    scheduler.kill(Statuses.task("t"));
    scheduler.expect(TaskState.TASK_KILLING);
    scheduler.expect(TaskState.TASK_KILLED);
  }

  @Test
  void haveTheirFilesShownToOperators() throws Exception {
    scheduler.launch(
        task("t", "echo hello; mkdir d; ln -s ../../../../../../../../../agent.lock link"));
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
    scheduler.expect(TaskState.TASK_FINISHED);
    String sandbox = "/frameworks/%s/executors/t/runs/latest".formatted(scheduler.id().getValue());
    String real = agent().sandbox(scheduler.id().getValue(), "t").toRealPath().toString();

    assertThat(list(sandbox).getFileInfosList())
        .extracting(FileInfo::getPath)
        .containsExactly(
            sandbox + "/d", sandbox + "/link", sandbox + "/stderr", sandbox + "/stdout");
    assertThat(list(real + "/stdout").getFileInfosList()).isEmpty();
    assertThat(read(sandbox + "/stdout", 0).getReadFile().getData().toStringUtf8())
        .isEqualTo("hello\n");
    Response.ReadFile rest = read(real + "/stdout", 2).getReadFile();
    assertThat(rest.getData().toStringUtf8()).isEqualTo("llo\n");
    assertThat(rest.getSize()).isEqualTo(6);
    assertThat(read(real + "/stdout", -1).getReadFile().getData().isEmpty()).isTrue();
    for (String hidden : List.of("", "/", "/etc/passwd", sandbox + "/link")) {
      assertThat(post(readCall(hidden, 0)).statusCode()).as(hidden).isEqualTo(404);
    }
    for (String refused : List.of(sandbox, real + "/../../..")) {
      assertThat(post(readCall(refused, 0)).statusCode()).as(refused).isEqualTo(400);
    }
  }

  private Response.ListFiles list(String path) throws IOException, InterruptedException {
    Call.Builder call = Call.newBuilder().setType(Call.Type.LIST_FILES);
    call.getListFilesBuilder().setPath(path);
    return answer(post(call.build())).getListFiles();
  }

  private Response read(String path, long offset) throws IOException, InterruptedException {
    return answer(post(readCall(path, offset)));
  }

  private static Call readCall(String path, long offset) {
    Call.Builder call = Call.newBuilder().setType(Call.Type.READ_FILE);
    call.getReadFileBuilder().setPath(path).setOffset(offset);
    return call.build();
  }

  private List<ProcessHandle> runFamily() throws Exception {
    Path pipe = pipe();
    scheduler.launch(
        task(
            "t",
            "trap '' TERM; setsid sleep 1000 & echo $! > pids; sleep 1000 & echo $! >> pids;"
                + " echo $$ >> pids; echo up > '%s'; while :; do sleep 1; done".formatted(pipe)));
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
    assertThat(Files.readString(pipe)).isEqualTo("up\n");
    List<ProcessHandle> family = children("t");
    assertThat(family).hasSize(3).allMatch(ProcessHandle::isAlive);
    return family;
  }

  private List<ProcessHandle> children(String task) throws IOException {
    Path pids = agent().sandbox(scheduler.id().getValue(), task).resolve("pids");
    return Files.readAllLines(pids).stream()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .toList();
  }

  private Path pipe() throws IOException, InterruptedException {
    Path pipe = work.toAbsolutePath().resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    return pipe;
  }

  private EmbeddedAgent agent() {
    return cluster.agents().get(0);
  }

  private Response ask(Call.Type type) throws IOException, InterruptedException {
    return answer(post(Call.newBuilder().setType(type).build()));
  }

  private static Response answer(HttpResponse<byte[]> response) throws IOException {
    assertThat(response.statusCode()).isEqualTo(200);
    return Response.parseFrom(response.body());
  }

  private HttpResponse<byte[]> post(Call call) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(agent().uri().resolve("/api/v1"))
            .header("Content-Type", "application/x-protobuf")
            .header("Accept", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Codec.protobuf().encode(call)))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
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

  private static FrameworkInfo.Capability capability(FrameworkInfo.Capability.Type type) {
    return FrameworkInfo.Capability.newBuilder().setType(type).build();
  }
}
