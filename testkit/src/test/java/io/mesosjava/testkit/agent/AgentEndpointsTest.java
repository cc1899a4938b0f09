package io.mesosjava.testkit.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.Value;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What those read who look at an agent with GET: exporters of metrics, dashboards, command lines.
 */
class AgentEndpointsTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static EmbeddedCluster cluster;
  private static PlainScheduler scheduler;

  @BeforeAll
  static void launch() throws Exception {
    Path greeting = Files.writeString(folder.resolve("greeting"), "hello\n");
    cluster =
        EmbeddedCluster.builder()
            .agents(1)
            .agentAttributes("rack:r1")
            .allocationInterval(Duration.ofMillis(50))
            .launch();
    scheduler =
        new PlainScheduler(
            cluster.master(),
            FrameworkInfo.newBuilder()
                .setUser("somebody")
                .setName("looked-at")
                .addRoles("test")
                .addCapabilities(
                    FrameworkInfo.Capability.newBuilder()
                        .setType(FrameworkInfo.Capability.Type.MULTI_ROLE))
                .build());
    scheduler.launch(
        TaskInfo.newBuilder()
            .setName("named")
            .setTaskId(TaskID.newBuilder().setValue("t"))
            .setCommand(
                CommandInfo.newBuilder()
                    .setValue("exec sleep 1000")
                    .addUris(CommandInfo.URI.newBuilder().setValue(greeting.toString())))
            .addResources(scalar("cpus", 0.5))
            .addResources(scalar("mem", 64)));
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
  }

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }

  @AfterAll
  static void close() throws Exception {
    scheduler.close();
    cluster.close();
  }

  private static HttpResponse<String> ask(String path) throws Exception {
    URI agent = cluster.agents().get(0).uri();
    URI uri = URI.create("http://" + agent.getAuthority() + path);
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static String read(String path) throws Exception {
    HttpResponse<String> answer = ask(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    return answer.body();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/state", "/slave(1)/state"})
  void tellWhatTheAgentIsAndHas(String path) throws Exception {
    assertThat(read(path))
        .contains("\"version\":\"1.12.0\"")
        .contains("\"id\":\"" + cluster.agents().get(0).id() + "\"")
        .contains("\"pid\":\"slave(1)@")
        .contains("\"attributes\":{\"rack\":\"r1\"}")
        .contains("\"reserved_resources\":{}")
        .contains(
            "\"unreserved_resources_allocated\":{\"disk\":0.0,\"mem\":96.0,\"gpus\":0.0,\"cpus\":0.6}")
        .contains("\"flags\":{\"");
  }

  @Test
  void tellOfFrameworksTheirExecutorsAndTasks() throws Exception {
    String state = read("/state");

    assertThat(state)
        .contains("\"frameworks\":[{\"id\":\"" + scheduler.id().getValue() + "\"")
        .contains("\"roles\":[\"test\"]")
        .contains("\"executors\":[{\"id\":\"t\",\"name\":\"Command Executor (Task: t)")
        .contains("\"source\":\"t\"")
        .contains("\"role\":\"test\",\"tasks\":[{\"id\":\"t\",\"name\":\"named\"")
        .contains("\"state\":\"TASK_RUNNING\"")
        .contains("\"queued_tasks\":[],\"completed_tasks\":[]}]")
        .contains("\"completed_frameworks\":[]");
  }

  @ParameterizedTest
  @CsvSource({"/containers, true", "/slave(1)/containers, true", "/monitor/statistics, false"})
  void tellOfContainers(String path, boolean identified) throws Exception {
    String containers = read(path);

    assertThat(containers)
        .startsWith("[{")
        .contains("\"executor_id\":\"t\"")
        .contains("\"framework_id\":\"" + scheduler.id().getValue() + "\"")
        .contains("\"statistics\":{")
        .contains("\"mem_limit_bytes\":100663296");
    assertThat(containers.contains("\"status\":{\"container_id\":{")).isEqualTo(identified);
  }

  @Test
  void chooseContainers() throws Exception {
    String framework = scheduler.id().getValue();

    assertThat(read("/containers?container_id=other")).isEqualTo("[]");
    assertThat(read("/containers?framework_id=other")).isEqualTo("[]");
    assertThat(read("/containers?framework_id=" + framework + "&executor_id=t")).contains("\"t\"");
    assertThat(read("/containers?framework_id=" + framework + "&executor_id=u")).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"executor_id=t", "container_id=c&framework_id=f"})
  void refuseToChooseByOther(String query) throws Exception {
    HttpResponse<String> answer = ask("/containers?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("Supported query parameters are container_id only");
  }

  @Test
  void giveMetricsAsNumbers() throws Exception {
    assertThat(read("/metrics/snapshot"))
        .contains("\"slave/registered\":1.0")
        .contains("\"slave/tasks_running\":1.0");
  }

  @Test
  void giveFlagsAsTexts() throws Exception {
    assertThat(read("/flags"))
        .startsWith("{\"flags\":{\"")
        .contains("\"containerizers\":\"mesos\"");
  }

  @Test
  void showTheFilesOfASandbox() throws Exception {
    Path latest = cluster.agents().get(0).sandbox(scheduler.id().getValue(), "t");
    String sandbox = latest.toRealPath().toString();
    String name = URLEncoder.encode(sandbox, UTF_8);

    assertThat(read("/files/browse?path=" + name))
        .contains("\"path\":\"" + sandbox + "/greeting\",\"size\":6")
        .containsPattern("\"mode\":\"-rw-[r-][w-]-[r-]--\"");
    assertThat(read("/files/read?path=" + name + "/greeting&offset=3&length=2"))
        .isEqualTo("{\"data\":\"lo\",\"offset\":3}");
    assertThat(read("/files/read?path=" + name + "/greeting&offset=0"))
        .isEqualTo("{\"data\":\"hello\\n\",\"offset\":0}");
    assertThat(read("/files/read?path=" + name + "/greeting&offset=-1"))
        .isEqualTo("{\"data\":\"\",\"offset\":6}");
    assertThat(ask("/files/read?path=" + name).body()).isEqualTo("Cannot read a directory.\n");
  }

  @Test
  void downloadFilesAndTellWhereTheyAre() throws Exception {
    Path latest = cluster.agents().get(0).sandbox(scheduler.id().getValue(), "t");
    HttpResponse<String> answer =
        ask("/files/download?path=" + URLEncoder.encode(latest + "/greeting", UTF_8));
    assertThat(answer.body()).isEqualTo("hello\n");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=greeting");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");

    String real = latest.toRealPath().toString();
    assertThat(read("/files/debug"))
        .contains("\"" + real + "\":\"" + real + "\"")
        .contains("/executors/t/runs/latest\":\"" + real + "\"");
  }

  @Test
  void tellAndChangeTheLevelOfLogging() throws Exception {
    assertThat(ask("/logging/toggle").body()).isEqualTo("0\n");
    assertThat(ask("/logging/toggle?level=3&duration=1.5hrs").body()).isEmpty();
    assertThat(ask("/logging/toggle").body()).isEqualTo("3\n");
    assertThat(ask("/logging/toggle?level=0&duration=1hrs").body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "level=x&duration=1secs, Failed to convert 'x' to number.",
    "level=-1&duration=1secs, Invalid level '-1'.",
    "level=1, Expecting 'duration=value' in query.",
    "duration=1secs, Expecting 'level=value' in query.",
    "level=1&duration=x, Failed to convert '' to number.",
    "level=1&duration=5, Invalid duration '5'.",
    "level=1&duration=-1secs, Failed to convert '' to number.",
  })
  void refuseOtherLevels(String query, String words) throws Exception {
    HttpResponse<String> answer = ask("/logging/toggle?" + query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(words + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "x, Invalid timeout 'x': Failed to convert '' to number.",
    "5, Invalid timeout '5': Invalid duration '5'.",
  })
  void refuseTimeoutsThatAreNone(String timeout, String words) throws Exception {
    HttpResponse<String> answer = ask("/metrics/snapshot?timeout=" + timeout);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(words + "\n");
  }

  @Test
  void knowTheProcessByItsNameEscapedOrNot() throws Exception {
    assertThat(ask("/slave(1)/health").statusCode()).isEqualTo(200);
    assertThat(ask("/slave%281%29/health").statusCode()).isEqualTo(200);
    assertThat(ask("/slave(2)/health").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/files/read | 400 | Expecting 'path=value' in query.",
        "/files/browse | 400 | Expecting 'path=value' in query.",
        "/files/read?path=x&offset=y | 400 | Failed to parse offset: Failed to convert 'y' to number.",
        "/files/read?path=x&length=-2 | 400 | Negative length provided: -2.",
        "/files/read?path=/etc/passwd | 404 | ''",
        "/files/browse?path=/etc | 404 | ''",
      })
  void refuseOtherFiles(String path, int status, String words) throws Exception {
    HttpResponse<String> answer = ask(path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body().strip()).isEqualTo(words);
  }
}
