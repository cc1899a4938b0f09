package io.mesosjava.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.client.ApiException;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The example scheduler on clusters that ask more of it than the demo's. */
class ExampleSchedulerTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @TempDir Path directory;

  private int run(String... arguments) throws Exception {
    SchedulerOptions options = new SchedulerOptions();
    new CommandLine(options).parseArgs(arguments);
    return ExampleScheduler.run(options, new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void showsWhoItIsToAMasterThatItKnowsByItsCertificate() throws Exception {
    try (EmbeddedCluster cluster =
        EmbeddedCluster.builder()
            .tls()
            .credential("alice", "secret")
            .authenticate(Endpoint.SCHEDULER)
            .launch()) {
      Path password = Files.writeString(directory.resolve("password"), "secret\n");
      Path wrong = Files.writeString(directory.resolve("wrong"), "secrets\n");
      Path ca = Files.writeString(directory.resolve("ca.pem"), cluster.certificatePem());
      String url = "--url=" + cluster.master();
      String trust = "--tls.ca=" + ca;
      String name = "--credentials.username=alice";

      assertThat(
              run(
                  url,
                  trust,
                  name,
                  "--credentials.passwordFile=" + password,
                  "--tasks=2",
                  "--command=true",
                  "--role=a,b"))
          .isZero();
      assertThat(output()).contains("2 of 2 tasks finished");
      assertThatThrownBy(() -> run(url, trust, name, "--credentials.passwordFile=" + wrong))
          .isInstanceOf(ApiException.class)
          .hasMessageContaining("401");
    }
  }

  @Test
  void servesItsMetricsAsSoonAsItCan() throws Exception {
    Path go = directory.resolve("go");
    CompletableFuture<Integer> end = new CompletableFuture<>();
    String metrics;
    try (EmbeddedCluster cluster = EmbeddedCluster.launch()) {
      String url;
      try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        url = "http://127.0.0.1:" + other.getLocalPort() + "/metrics";
        started(
            end,
            "--url=" + cluster.master(),
            "--tasks=2",
            "--compression",
            "--metrics.port=" + other.getLocalPort(),
            "--resourceTypeMetrics",
            "--summaryMetrics",
            "--jobRestartDelay=10ms",
            "--command=while ! test -e " + go + "; do sleep 0.1; done");
        await("metrics could not be started, again in 10 ms", end);
      } // the port is free now
      await("metrics at " + url, end);
      await("running 2", end);
      try (InputStream text = URI.create(url).toURL().openStream()) {
        metrics = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      }
      Files.createFile(go);
      assertThat(end.get()).isZero();
    }
    assertThat(metrics)
        .contains("example_scheduler_connected 1.0\n")
        .contains("example_scheduler_tasks_launched_total 2.0\n")
        .contains("example_scheduler_offers_received_total ")
        .contains("example_scheduler_calls_total{type=\"accept\"} 1.0\n")
        .contains("example_scheduler_call_seconds{type=\"accept\",quantile=\"0.5\"} ")
        .contains("example_scheduler_event_seconds_count{type=\"connected\"} 1.0\n")
        .contains("example_scheduler_offered_resources_count{resource=\"cpus\"} ")
        .containsPattern("example_scheduler_job_starts_total\\{job=\"metrics\"} \\d+");
  }

  private void started(CompletableFuture<Integer> end, String... arguments) {
    Runnable scheduler =
        () -> {
          try {
            end.complete(run(arguments));
          } catch (Exception e) {
            end.completeExceptionally(e);
          }
        };
    new Thread(scheduler, "example").start();
  }

  private void await(String text, CompletableFuture<Integer> end) {
    while (!output().contains(text)) {
      assertThat(end).isNotDone();
      Thread.onSpinWait();
    }
  }

  @Test
  void goesOnWhenTheLeaderMoves() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.builder().masters(2).launch()) {
      Path go = directory.resolve("go");
      Path running = directory.resolve("running");
      CompletableFuture<Integer> end = new CompletableFuture<>();
      Thread scheduler =
          new Thread(
              () -> {
                try {
                  end.complete(
                      run(
                          "--url=" + cluster.masters().get(0).uri().getAuthority(),
                          "--tasks=1",
                          "--command=touch "
                              + running
                              + "; while ! test -e "
                              + go
                              + "; do sleep 0.1; done"));
                } catch (Exception e) {
                  end.completeExceptionally(e);
                }
              },
              "example");
      scheduler.start();
      while (!Files.exists(running)) {
        assertThat(end).isNotDone();
        Thread.onSpinWait();
      }
      cluster.moveLeader();
      await("subscribed again at", end);
      Files.createFile(go);
      assertThat(end.get()).isZero();
      scheduler.join();
    }
    assertThat(output()).contains("disconnected: ").contains("1 of 1 tasks finished");
  }
}
