package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.CheckInfo;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.HealthCheck;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks and health checks of command tasks. */
class ChecksTest {

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
    scheduler =
        new PlainScheduler(
            cluster.master(),
            FrameworkInfo.newBuilder()
                .setUser("root")
                .setName("checks")
                .addRoles("r")
                .addCapabilities(
                    FrameworkInfo.Capability.newBuilder()
                        .setType(FrameworkInfo.Capability.Type.MULTI_ROLE))
                .build());
  }

  @AfterEach
  void close() throws IOException {
    scheduler.close();
    cluster.close();
  }

  @Test
  void tellTheExitCodeOfACommand() throws Exception {
    scheduler.launch(
        task("sleep 1000")
            .setCheck(
                CheckInfo.newBuilder()
                    .setType(CheckInfo.Type.COMMAND)
                    .setDelaySeconds(0)
                    .setIntervalSeconds(0.05)
                    .setCommand(
                        CheckInfo.Command.newBuilder()
                            .setCommand(CommandInfo.newBuilder().setValue("exit 7")))));
    assertThat(scheduler.expect(TaskState.TASK_STARTING).getCheckStatus().hasCommand()).isTrue();
    scheduler.expect(TaskState.TASK_RUNNING);
    TaskStatus checked = scheduler.expect(TaskState.TASK_RUNNING);
    assertThat(checked.getReason()).isEqualTo(Reason.REASON_TASK_CHECK_STATUS_UPDATED);
    assertThat(checked.getCheckStatus().getCommand().getExitCode()).isEqualTo(7);
    assertThat(checked.hasHealthy()).isFalse();
  }

  @Test
  void tellWhetherSomebodyListens() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/ok", exchange -> answer(exchange, 204));
    server.start();
    try {
      int port = server.getAddress().getPort();
      TaskInfo.Builder task =
          task("sleep 1000")
              .setHealthCheck(
                  HealthCheck.newBuilder()
                      .setType(HealthCheck.Type.HTTP)
                      .setDelaySeconds(0)
                      .setIntervalSeconds(0.05)
                      .setHttp(
                          HealthCheck.HTTPCheckInfo.newBuilder().setPort(port).setPath("/ok")));
      scheduler.launch(task);
      scheduler.expect(TaskState.TASK_STARTING);
      scheduler.expect(TaskState.TASK_RUNNING);
      TaskStatus healthy = scheduler.expect(TaskState.TASK_RUNNING);
      assertThat(healthy.getReason()).isEqualTo(Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED);
      assertThat(healthy.getHealthy()).isTrue();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void endTheUnhealthy() throws Exception {
    scheduler.launch(
        task("sleep 1000")
            .setHealthCheck(
                HealthCheck.newBuilder()
                    .setType(HealthCheck.Type.COMMAND)
                    .setDelaySeconds(0)
                    .setIntervalSeconds(0.05)
                    .setGracePeriodSeconds(0)
                    .setConsecutiveFailures(2)
                    .setCommand(CommandInfo.newBuilder().setValue("exit 1"))));
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
    for (int i = 0; i < 2; i++) {
      TaskStatus unhealthy = scheduler.expect(TaskState.TASK_RUNNING);
      assertThat(unhealthy.getReason()).isEqualTo(Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED);
      assertThat(unhealthy.getHealthy()).isFalse();
    }
    TaskStatus killed = scheduler.expect(TaskState.TASK_KILLED);
    assertThat(killed.hasHealthy()).isTrue();
    assertThat(killed.getHealthy()).isFalse();
  }

  private static void answer(com.sun.net.httpserver.HttpExchange exchange, int status)
      throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private static TaskInfo.Builder task(String command) {
    return TaskInfo.newBuilder()
        .setName("t")
        .setTaskId(Statuses.task("t"))
        .setCommand(CommandInfo.newBuilder().setValue(command))
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
