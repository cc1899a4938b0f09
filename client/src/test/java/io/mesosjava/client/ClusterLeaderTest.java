package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.EmbeddedMaster;
import io.mesosjava.testkit.Endpoint;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.scheduler.Event;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three embedded masters that speak TLS and want to know who asks. */
class ClusterLeaderTest {

  private EmbeddedCluster cluster;
  private TlsOptions tls;

  @BeforeEach
  void launch(@TempDir Path folder) throws Exception {
    cluster =
        EmbeddedCluster.builder()
            .masters(3)
            .agents(1)
            .tls()
            .credential("alice", "secret")
            .authenticate(Endpoint.SCHEDULER)
            .launch();
    Path ca = Files.writeString(folder.resolve("ca.pem"), cluster.certificatePem());
    tls = TlsOptions.builder().trustCertificates(ca).build();
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  private SchedulerClient.Builder client() {
    List<URI> masters = cluster.masters().stream().map(EmbeddedMaster::uri).toList();
    return SchedulerClient.builder(masters)
        .tls(tls)
        .credentials(CredentialsProvider.basic("alice", "secret"));
  }

  private static FrameworkInfo framework() {
    return FrameworkInfo.newBuilder().setUser("nobody").setName("test").build();
  }

  private URI leader() {
    return cluster.leader().orElseThrow().uri();
  }

  @Test
  void theLeaderIsFoundAgainWhenItMoves() throws Exception {
    try (SchedulerClient client = client().build()) {
      for (int i = 0; i < 3; i++) {
        try (SchedulerSubscription subscription = client.subscribe(framework())) {
          assertThat(subscription.endpoint().getAuthority()).isEqualTo(leader().getAuthority());
          Event first = Objects.requireNonNull(subscription.next());
          assertThat(first.getType()).isEqualTo(Event.Type.SUBSCRIBED);
          subscription.send(SchedulerCalls.teardown());
        }
        cluster.moveLeader();
      }
    }
  }

  @Test
  void eachMasterSaysWhyWhenNoneLeads() {
    cluster.deposeLeader();
    try (SchedulerClient client = client().build()) {
      NoLeaderException error =
          catchThrowableOfType(NoLeaderException.class, () -> client.subscribe(framework()));

      assertThat(error.refusals()).hasSize(3);
      assertThat(error).hasMessageContaining("503 Service Unavailable");
    }
  }

  @Test
  void aWrongSecretIsToldAtOnce() {
    CredentialsProvider wrong = CredentialsProvider.basic("alice", "hidden");
    try (SchedulerClient client = client().credentials(wrong).build()) {
      assertThatThrownBy(() -> client.subscribe(framework()))
          .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.isAuthorization()).isTrue())
          .hasMessageContaining("401 Unauthorized")
          .hasMessageNotContaining("hidden");
    }
  }
}
