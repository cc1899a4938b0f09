package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.testkit.tls.SelfSigned;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.scheduler.Call;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** Credentials, tokens and TLS from the outside; the 401s are in the conformance cases. */
class SecurityTest {

  private static final String ALICE = basic("alice:secret1");

  private static String basic(String credential) {
    byte[] bytes = credential.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  private static EmbeddedCluster.Builder guarded() {
    return EmbeddedCluster.builder()
        .allocationInterval(Duration.ofMillis(50))
        .credential("alice", "secret1")
        .credential("carol", "secret2");
  }

  @Test
  void fillsInThePrincipalAndKeepsOthersFromTheFramework() throws Exception {
    try (EmbeddedCluster cluster = guarded().authenticate(Endpoint.SCHEDULER).launch();
        ProbeScheduler alice = scheduler(cluster, ALICE, ProbeScheduler.FRAMEWORK)) {
      assertThat(alice.status(revive())).isEqualTo(202);
      HttpResponse<String> state =
          post(HttpClient.newHttpClient(), cluster.master(), "{\"type\":\"GET_FRAMEWORKS\"}");
      assertThat(state.body()).contains("\"principal\":\"alice\"");

      HttpRequest carols =
          HttpRequest.newBuilder(cluster.master().resolve("/api/v1/scheduler"))
              .header("Content-Type", "application/json")
              .header("Authorization", basic("carol:secret2"))
              .POST(
                  BodyPublishers.ofString(
                      "{\"type\":\"REVIVE\",\"framework_id\":{\"value\":\""
                          + alice.id().getValue()
                          + "\"}}"))
              .build();
      HttpResponse<String> refused =
          HttpClient.newHttpClient().send(carols, BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body())
          .isEqualTo(
              "Authenticated principal 'carol' does not match principal 'alice' set in"
                  + " `FrameworkInfo`");
    }
  }

  @Test
  void refusesAFrameworkOfAnotherPrincipal() {
    try (EmbeddedCluster cluster = guarded().authenticate(Endpoint.SCHEDULER).launch()) {
      FrameworkInfo carols = ProbeScheduler.FRAMEWORK.toBuilder().setPrincipal("carol").build();
      assertThatThrownBy(() -> scheduler(cluster, ALICE, carols)).hasMessage("SUBSCRIBE: 400");
    }
  }

  /** Followers ask too, before they show the way. */
  @Test
  void asksBeforeItRedirects() throws Exception {
    try (EmbeddedCluster cluster =
        guarded().masters(2).agents(0).authenticate(Endpoint.MASTER_OPERATOR).launch()) {
      URI follower = cluster.masters().get(1).uri();
      assertThat(post(HttpClient.newHttpClient(), follower, "{}").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void givesExecutorsATokenThatIsGoodForThemOnly() throws Exception {
    try (EmbeddedCluster cluster = guarded().authenticate(Endpoint.EXECUTOR).launch();
        ProbeScheduler scheduler = new ProbeScheduler(cluster.master(), ProbeScheduler.FRAMEWORK)) {
      ProbeExecutor executor = ProbeExecutor.launch(scheduler, cluster.agents().get(0));

      HttpResponse<?> nobody = executor.subscribe("", "e");
      assertThat(nobody.statusCode()).isEqualTo(401);
      assertThat(nobody.headers().firstValue("WWW-Authenticate"))
          .contains("Bearer realm=\"mesos-agent-executor\"");
      assertThat(executor.subscribe(executor.bearer(), "other").statusCode()).isEqualTo(400);
      assertThat(executor.subscribe().statusCode()).isEqualTo(200);

      cluster.expireTokens();
      HttpResponse<?> expired = executor.subscribe();
      assertThat(expired.statusCode()).isEqualTo(401);
      assertThat(expired.headers().firstValue("WWW-Authenticate").orElseThrow())
          .contains("error=\"invalid_token\"", "Token signature does not match");
    }
  }

  @Test
  void speaksTlsWithACertificateThatItMade() throws Exception {
    try (EmbeddedCluster cluster = guarded().tls().launch()) {
      assertThat(cluster.master().getScheme()).isEqualTo("https");
      assertThat(cluster.agents().get(0).uri().getScheme()).isEqualTo("https");
      HttpClient.Builder trusting = HttpClient.newBuilder().sslContext(cluster.sslContext());
      try (ProbeScheduler scheduler =
          new ProbeScheduler(trusting, "", cluster.master(), ProbeScheduler.FRAMEWORK)) {
        scheduler.launch("t", "true");
        scheduler.expect(TaskState.TASK_STARTING);
      }
      assertThatThrownBy(
              () -> post(HttpClient.newHttpClient(), cluster.master(), "{\"type\":\"GET_STATE\"}"))
          .isInstanceOf(SSLException.class);
      assertThat(cluster.certificatePem()).startsWith("-----BEGIN CERTIFICATE-----\n");
    }
  }

  @Test
  void doesNotAnswerInTheClearWhereItSpeaksTls() throws Exception {
    try (EmbeddedCluster cluster = guarded().tls().agents(0).launch();
        Socket socket = new Socket(cluster.master().getHost(), cluster.master().getPort())) {
      socket
          .getOutputStream()
          .write("GET /health HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("HTTP/1.1");
    }
  }

  @Test
  void letsInOnlyWhoShowsACertificateWhereTlsIsMutual() throws Exception {
    SSLContext stranger = SelfSigned.make().context();
    try (EmbeddedCluster cluster = guarded().mutualTls().agents(0).launch()) {
      HttpClient friend = HttpClient.newBuilder().sslContext(cluster.sslContext()).build();
      assertThat(post(friend, cluster.master(), "{\"type\":\"GET_HEALTH\"}").statusCode())
          .isEqualTo(200);
      HttpClient other = HttpClient.newBuilder().sslContext(stranger).build();
      assertThatThrownBy(() -> post(other, cluster.master(), "{\"type\":\"GET_HEALTH\"}"))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void takesAContextOfTheUser() throws Exception {
    SSLContext mine = SelfSigned.make().context();
    try (EmbeddedCluster cluster = guarded().tls(mine).agents(0).launch()) {
      HttpClient client = HttpClient.newBuilder().sslContext(mine).build();
      assertThat(post(client, cluster.master(), "{\"type\":\"GET_HEALTH\"}").statusCode())
          .isEqualTo(200);
      assertThatIllegalStateException().isThrownBy(cluster::certificatePem);
    }
  }

  @Test
  void hasNoContextWithoutTls() {
    try (EmbeddedCluster cluster = guarded().agents(0).launch()) {
      assertThatIllegalStateException().isThrownBy(cluster::sslContext);
    }
  }

  private static ProbeScheduler scheduler(
      EmbeddedCluster cluster, String authorization, FrameworkInfo framework)
      throws IOException, InterruptedException {
    return new ProbeScheduler(HttpClient.newBuilder(), authorization, cluster.master(), framework);
  }

  private static Call.Builder revive() {
    return Call.newBuilder().setType(Call.Type.REVIVE);
  }

  private static HttpResponse<String> post(HttpClient client, URI master, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(master.resolve("/api/v1"))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
