package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedClusterTest {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void isReadyWhenLaunchedAndLeavesNothingWhenClosed() throws Exception {
    URI master;
    Path workDirectory;
    try (EmbeddedCluster cluster = EmbeddedCluster.builder().agents(2).launch()) {
      master = cluster.master();
      workDirectory = cluster.agents().get(0).workDirectory();
      assertThat(cluster.agents()).hasSize(2).doesNotHaveDuplicates();
      assertThat(cluster.agents().get(0).id()).endsWith("-S0");
      assertThat(cluster.agents().get(1).id()).endsWith("-S1");
      assertThat(call(master, "GET_AGENTS"))
          .contains(cluster.agents().get(0).id(), cluster.agents().get(1).id());
      assertThat(workDirectory).isDirectory();
    }
    assertThat(workDirectory.getParent()).doesNotExist();
    ThreadsLeft.assertNone(EmbeddedClusterTest::isOfCluster);
    assertThatThrownBy(() -> call(master, "GET_HEALTH")).isInstanceOf(ConnectException.class);
  }

  @Test
  void closingTwiceIsClosing() throws InterruptedException {
    EmbeddedCluster cluster = EmbeddedCluster.launch();
    cluster.close();
    cluster.close();
    ThreadsLeft.assertNone(EmbeddedClusterTest::isOfCluster);
  }

  @Test
  void keepsAWorkDirectoryThatItWasGiven(@TempDir Path directory) throws IOException {
    EmbeddedCluster.builder().workDirectory(directory).launch().close();
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).containsExactly(directory.resolve("agent-1"));
    }
  }

  @Test
  void saysWhichPortIsInUseAndLeavesNothing() throws InterruptedException {
    try (EmbeddedCluster first = EmbeddedCluster.launch()) {
      int port = first.master().getPort();
      Set<Thread> threads = ThreadsLeft.named(EmbeddedClusterTest::isOfCluster);
      assertThatThrownBy(() -> EmbeddedCluster.builder().masterPort(port).launch())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("cannot listen on 127.0.0.1:" + port + ": it is in use");
      ThreadsLeft.assertNoneBut(threads, EmbeddedClusterTest::isOfCluster);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET_HEALTH, '\"get_health\":{\"healthy\":true}'",
    "GET_VERSION, '\"version\":\"1.12.0\"'",
    "GET_MASTER, '\"pid\":\"master@127.0.0.1:'",
    "GET_STATE, '\"get_agents\":{\"agents\":['",
    "GET_TASKS, '\"get_tasks\":{'",
    "GET_FRAMEWORKS, '\"get_frameworks\":{'",
    "GET_EXECUTORS, '\"get_executors\":{'",
    "GET_ROLES, '\"get_roles\":{'",
    "GET_QUOTA, '\"status\":{}'",
  })
  void answersOperators(String call, String expected) throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch()) {
      assertThat(call(cluster.master(), call))
          .startsWith("{\"type\":\"" + call + "\"")
          .contains(expected);
    }
  }

  @Test
  void saysSoWhereItDoesNotKnowACall() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch()) {
      HttpResponse<String> answer = post(cluster.master(), "{\"type\":\"UNKNOWN\"}");
      assertThat(answer.statusCode()).isEqualTo(501);
      assertThat(answer.body()).isEqualTo("501 Not Implemented.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/master/health", "/version", "/redirect"})
  void answersBrowsersAndLoadBalancers(String path) throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch()) {
      HttpRequest request = HttpRequest.newBuilder(cluster.master().resolve(path)).build();
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      assertThat(status).isEqualTo(path.equals("/redirect") ? 307 : 200);
    }
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    EmbeddedCluster.Builder builder = EmbeddedCluster.builder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.agents(-1))
        .withMessage("agents: -1 (expected: >= 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.masterPort(65536))
        .withMessage("masterPort: 65536 (expected: 0 to 65535)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.heartbeatInterval(Duration.ZERO))
        .withMessage("heartbeatInterval: PT0S (expected: > 0)");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.agentResources("cpus:many"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.agentAttributes("rack"))
        .withMessage("agentAttributes: \"rack\" (expected: name:value)");
  }

  @Test
  void onlyAClockThatIsWoundByHandCanBeAdvanced() {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch()) {
      assertThatIllegalStateException().isThrownBy(() -> cluster.advance(Duration.ofSeconds(1)));
    }
  }

  private String call(URI master, String type) throws Exception {
    HttpResponse<String> answer = post(master, "{\"type\":\"" + type + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private HttpResponse<String> post(URI master, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(master.resolve("/api/v1"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static boolean isOfCluster(String thread) {
    return thread.startsWith("mesos-") || thread.startsWith("globalEventExecutor");
  }
}
