package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MastersTest {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void theFirstLeadsAndTheOthersFollow() {
    try (EmbeddedCluster cluster = EmbeddedCluster.builder().masters(3).launch()) {
      assertThat(cluster.masters()).hasSize(3).allMatch(EmbeddedMaster::isRunning);
      assertThat(cluster.leader()).contains(cluster.masters().get(0));
      assertThat(cluster.master()).isEqualTo(cluster.masters().get(0).uri());
    }
  }

  /** As recorded in scenario 15. */
  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/scheduler, /master/api/v1/scheduler",
    "POST, /master/api/v1/scheduler?x=y, /master/api/v1/scheduler?x=y",
    "POST, /api/v1, /master/api/v1",
    "GET, /redirect, ''",
    "GET, /master/redirect, ''",
  })
  void followersShowTheWay(String method, String path, String target) throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.builder().masters(2).agents(0).launch()) {
      HttpResponse<String> answer = ask(cluster.masters().get(1).uri(), method, path);
      assertThat(answer.statusCode()).isEqualTo(307);
      assertThat(answer.headers().firstValue("Location"))
          .contains("//" + cluster.master().getAuthority() + target);
      assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
      assertThat(answer.headers().firstValue("Content-Length")).contains("0");
    }
  }

  @Test
  void followersAreHealthyAndHaveNoOtherPaths() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.builder().masters(2).agents(0).launch()) {
      URI follower = cluster.masters().get(1).uri();
      assertThat(ask(follower, "GET", "/master/health").statusCode()).isEqualTo(200);
      assertThat(ask(follower, "GET", "/version").body()).contains("1.12.0");
      assertThat(ask(follower, "POST", "/api/v1x").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void tasksOutliveTheirMaster() throws Exception {
    try (EmbeddedCluster cluster = fast(3).launch()) {
      FrameworkInfo framework;
      try (ProbeScheduler scheduler =
          new ProbeScheduler(cluster.master(), ProbeScheduler.FRAMEWORK)) {
        scheduler.launch("survivor", "sleep 1000");
        scheduler.expect(TaskState.TASK_STARTING);
        scheduler.expect(TaskState.TASK_RUNNING);
        framework = scheduler.framework();
        cluster.moveLeader();
        assertThatThrownBy(() -> scheduler.next(Event.Type.FAILURE))
            .isInstanceOf(IOException.class);
      }
      assertThat(cluster.leader()).contains(cluster.masters().get(1));
      try (ProbeScheduler scheduler = new ProbeScheduler(cluster.master(), framework)) {
        assertThat(scheduler.id()).isEqualTo(framework.getId());
        assertThat(scheduler.offer().getAgentId().getValue())
            .isEqualTo(cluster.agents().get(0).id());
        scheduler.reconcile();
        TaskStatus status = scheduler.update();
        assertThat(status.getTaskId().getValue()).isEqualTo("survivor");
        assertThat(status.getState()).isEqualTo(TaskState.TASK_RUNNING);
      }
    }
  }

  @Test
  void updatesThatWereNotAcknowledgedComeFromTheNewLeader() throws Exception {
    try (EmbeddedCluster cluster = fast(2).launch()) {
      FrameworkInfo framework;
      TaskStatus before;
      try (ProbeScheduler scheduler =
          new ProbeScheduler(cluster.master(), ProbeScheduler.FRAMEWORK)) {
        scheduler.launch("t", "sleep 1000");
        before = scheduler.update();
        framework = scheduler.framework();
        cluster.moveLeader();
      }
      try (ProbeScheduler scheduler = new ProbeScheduler(cluster.master(), framework)) {
        assertThat(scheduler.expect(TaskState.TASK_STARTING).getUuid()).isEqualTo(before.getUuid());
        scheduler.expect(TaskState.TASK_RUNNING);
      }
    }
  }

  @Test
  void aSingleMasterLeadsAnewWithAnotherId() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch()) {
      URI master = cluster.master();
      String before = ask(master, "POST", "/api/v1", "{\"type\":\"GET_MASTER\"}").body();
      cluster.moveLeader();
      assertThat(cluster.master()).isEqualTo(master);
      assertThat(ask(master, "POST", "/api/v1", "{\"type\":\"GET_MASTER\"}").body())
          .contains("\"port\":" + master.getPort())
          .isNotEqualTo(before);
    }
  }

  @Test
  void aDeadLeaderRefusesConnectionsAndIsFollowedByTheNext() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.builder().masters(3).launch()) {
      EmbeddedMaster dead = cluster.masters().get(0);
      cluster.killLeader();
      assertThat(dead.isRunning()).isFalse();
      assertThatThrownBy(() -> ask(dead.uri(), "GET", "/health"))
          .isInstanceOf(ConnectException.class);
      assertThat(cluster.leader()).contains(cluster.masters().get(1));

      dead.restart();
      assertThat(ask(dead.uri(), "GET", "/redirect").headers().firstValue("Location"))
          .contains("//" + cluster.masters().get(1).uri().getAuthority());
    }
  }

  @Test
  void aDeadLeaderIsPointedToUntilItsSessionEnds() throws Exception {
    try (EmbeddedCluster cluster =
        EmbeddedCluster.builder()
            .masters(3)
            .clockWoundByHand()
            .sessionTimeout(Duration.ofSeconds(10))
            .launch()) {
      String dead = "//" + cluster.master().getAuthority();
      URI follower = cluster.masters().get(1).uri();
      cluster.killLeader();
      cluster.advance(Duration.ofSeconds(9));
      assertThat(cluster.leader()).isEmpty();
      assertThat(ask(follower, "GET", "/redirect").headers().firstValue("Location")).contains(dead);

      cluster.advance(Duration.ofSeconds(1));
      assertThat(cluster.leader()).contains(cluster.masters().get(1));
      assertThat(cluster.master()).isEqualTo(follower);
    }
  }

  @Test
  void withoutALeaderAllSaySo() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.builder().masters(2).launch()) {
      cluster.deposeLeader();
      for (EmbeddedMaster master : cluster.masters()) {
        for (String path : List.of("/api/v1", "/api/v1/scheduler", "/redirect", "/state")) {
          HttpResponse<String> answer = ask(master.uri(), "POST", path);
          assertThat(answer.statusCode()).isEqualTo(503);
          assertThat(answer.body()).isEqualTo("No leader elected");
        }
      }
      cluster.electLeader();
      assertThat(cluster.leader()).isPresent();
      assertThat(ask(cluster.master(), "POST", "/api/v1", "{\"type\":\"GET_HEALTH\"}").body())
          .contains("true");
    }
  }

  @Test
  void aLeaderWithoutTheMajorityCannotRecover() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.builder().masters(3).launch()) {
      cluster.killLeader();
      cluster.killLeader();
      URI last = cluster.masters().get(2).uri();
      assertThat(ask(last, "POST", "/api/v1").body()).isEqualTo("Master has not finished recovery");
      cluster.masters().get(0).restart();
      assertThat(cluster.leader()).contains(cluster.masters().get(2));
    }
  }

  @Test
  void refusesToHaveNoMaster() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmbeddedCluster.builder().masters(0))
        .withMessage("masters: 0 (expected: >= 1)");
  }

  private static EmbeddedCluster.Builder fast(int masters) {
    return EmbeddedCluster.builder().masters(masters).allocationInterval(Duration.ofMillis(50));
  }

  private HttpResponse<String> ask(URI master, String method, String path) throws Exception {
    return ask(master, method, path, "");
  }

  private HttpResponse<String> ask(URI master, String method, String path, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(master.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
