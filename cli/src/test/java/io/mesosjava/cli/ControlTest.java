package io.mesosjava.cli;

import static io.mesosjava.cli.Control.Outcome.DONE;
import static io.mesosjava.cli.Control.Outcome.IMPOSSIBLE;
import static io.mesosjava.cli.Control.Outcome.MISUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.EmbeddedAgent;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.EmbeddedMaster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {

  private final AtomicBoolean stopped = new AtomicBoolean();
  private EmbeddedCluster cluster;
  private Control control;

  @BeforeEach
  void launch() {
    cluster =
        EmbeddedCluster.builder()
            .masters(3)
            .agents(2)
            .clockWoundByHand(Instant.EPOCH)
            .credential("alice", "secret")
            .launch();
    control = new Control(cluster, () -> stopped.set(true));
  }

  @AfterEach
  void close() {
    cluster.heal();
    cluster.close();
  }

  private void done(String command) {
    assertThat(control.run(command)).extracting(Control.Answer::outcome).isEqualTo(DONE);
  }

  @Test
  void killsAndRestartsMastersAndAgents() {
    done("kill-master 1");
    assertThat(cluster.masters().get(0).isRunning()).isFalse();
    done("restart-master 1");
    done("move-leader");
    done("depose-leader");
    assertThat(cluster.leader()).isEmpty();
    done("elect-leader");
    assertThat(cluster.leader()).isPresent();
    done("kill-agent 2");
    assertThat(cluster.agents()).extracting(EmbeddedAgent::isRunning).containsExactly(true, false);
    done("restart-agent 2");
    done("partition-agent 1");
    done("heal-agent 1");
    done("kill-leader");
    assertThat(cluster.masters()).extracting(EmbeddedMaster::isRunning).contains(false);
    done("heal");
    assertThat(cluster.masters()).extracting(EmbeddedMaster::isRunning).doesNotContain(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cut",
        "reset --at scheduler,executor",
        "half-open",
        "black-hole-requests --at scheduler",
        "black-hole-answers --at SCHEDULER",
        "drip 3 10ms",
        "split 1",
        "delay 1.5",
        "silence-heartbeats",
        "corrupt-record",
        "corrupt-length",
        "truncate-record",
        "answer 503 2",
        "answer 503 2 ACKNOWLEDGE --at scheduler",
        "drop-updates 1 3",
        "duplicate-updates 2 1",
        "inject move_leader",
        "expire-tokens",
        "timeline",
        "help",
        "help drip"
      })
  void knowsTheCommand(String command) {
    done(command);
  }

  @ParameterizedTest
  @CsvSource({
    "dance, Unmatched argument",
    "kill-agent, Missing required parameter: 'NUMBER'",
    "kill-agent 0, agent 0 (expected: 1 to 2)",
    "kill-agent one, 'one' is not an int",
    "advance soon, 'soon' is no duration",
    "drip 0 1s, bytes: 0 (expected: >= 1)",
    "answer 99 1, status: 99 (expected: 200 to 599)",
    "answer 503 1 DANCE, callType: DANCE",
    "inject dance, expected one of [CUT",
    "cut --at moon, expected one of [SCHEDULER",
    "crash-executor t, no task t",
  })
  void saysWhatIsWrongWithACommand(String command, String reason) {
    Control.Answer answer = control.run(command);
    assertThat(answer.outcome()).isEqualTo(MISUSED);
    assertThat(answer.text()).contains(reason);
  }

  @Test
  void saysWhatIsNotPossibleNow() {
    assertThat(control.run("restart-agent 1").outcome()).isEqualTo(IMPOSSIBLE);
  }

  @Test
  void letsTimePass() {
    done("advance 90s");
    assertThat(control.run("timeline").text()).doesNotContain("90.000");
    done("move-leader");
    assertThat(control.run("timeline").text()).contains("90.000");
  }

  @Test
  void showsCallsAsJson() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(cluster.master().resolve("/api/v1"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"type\":\"GET_HEALTH\"}"))
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
    assertThat(control.run("calls --at master_operator --type GET_HEALTH").text())
        .startsWith(
            "{\"at\":\"1970-01-01T00:00:00Z\",\"endpoint\":\"MASTER_OPERATOR\",\"status\":200,")
        .endsWith("\"call\":{\"type\":\"GET_HEALTH\"}}" + System.lineSeparator());
    assertThat(control.run("calls --type GET_STATE").text()).isEmpty();
  }

  @Test
  void stops() {
    done("stop");
    assertThat(stopped).isTrue();
  }

  @Test
  void takesNoCommandsFromWebPagesNorByGet() throws Exception {
    try (ControlServer server = ControlServer.start(control, 0)) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.uri() + "/stop"));
      assertThat(send(request.GET())).isEqualTo(405);
      request.POST(BodyPublishers.noBody()).header("Origin", "http://example.org");
      assertThat(send(request)).isEqualTo(403);
      assertThat(stopped).isFalse();
    }
  }

  private static int send(HttpRequest.Builder request) throws Exception {
    HttpResponse<Void> answer =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding());
    return answer.statusCode();
  }
}
