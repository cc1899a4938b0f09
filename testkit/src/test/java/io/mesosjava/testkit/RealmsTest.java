package io.mesosjava.testkit;

import static io.mesosjava.testkit.Endpoint.AGENT_OPERATOR;
import static io.mesosjava.testkit.Endpoint.MASTER_OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths ask who is there, and in the name of what. */
class RealmsTest {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static EmbeddedCluster cluster;

  @BeforeAll
  static void launch() {
    cluster =
        EmbeddedCluster.builder()
            .agents(1)
            .credential("alice", "secret1")
            .authenticate(MASTER_OPERATOR, AGENT_OPERATOR)
            .launch();
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private static HttpResponse<String> get(URI server, String path, String authorization)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1, readwrite",
    "/state, readonly",
    "/master/state, readonly",
    "/metrics/snapshot, readonly",
    "/maintenance/status, readonly",
    "/maintenance/schedule, readwrite",
    "/weights, readwrite",
    "/quota/r, readwrite",
    "/master/teardown, readwrite",
    "/machine/down, readwrite",
    "/logging/toggle, readwrite",
  })
  void aMasterAsks(String path, String what) throws Exception {
    HttpResponse<String> answer = get(cluster.master(), path, "");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValue("Basic realm=\"mesos-master-" + what + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "/state, readonly",
    "/containers, readonly",
    "/api/v1, readwrite",
    "/logging/toggle, readwrite"
  })
  void anAgentAsks(String path, String what) throws Exception {
    HttpResponse<String> answer = get(cluster.agents().get(0).uri(), path, "");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValue("Basic realm=\"mesos-agent-" + what + "\"");
  }

  @ParameterizedTest
  @CsvSource({"/health, 200", "/version, 200", "/containers, 404", "/nope, 404"})
  void nobodyAsksAtAMaster(String path, int status) throws Exception {
    assertThat(get(cluster.master(), path, "").statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"/health, 200", "/slaves, 404", "/frameworks, 404", "/roles, 404"})
  void nobodyAsksAtAnAgent(String path, int status) throws Exception {
    assertThat(get(cluster.agents().get(0).uri(), path, "").statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=", "=="})
  void credentialsAreReadAsLenientlyAsBytes(String more) throws Exception {
    String base64 =
        Base64.getEncoder()
            .withoutPadding()
            .encodeToString("alice:secret1".getBytes(StandardCharsets.UTF_8));

    assertThat(get(cluster.master(), "/state", "Basic " + base64 + more).statusCode())
        .isEqualTo(200);
    assertThat(get(cluster.master(), "/state", "Basic !" + base64 + more).statusCode())
        .isEqualTo(401);
  }
}
