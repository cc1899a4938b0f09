package io.mesosjava.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.client.ApiException;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
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
      while (!output().contains("subscribed again at")) {
        assertThat(end).isNotDone();
        Thread.onSpinWait();
      }
      Files.createFile(go);
      assertThat(end.get()).isZero();
      scheduler.join();
    }
    assertThat(output()).contains("disconnected: ").contains("1 of 1 tasks finished");
  }
}
