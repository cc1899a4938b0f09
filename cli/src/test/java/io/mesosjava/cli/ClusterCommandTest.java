package io.mesosjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The standalone cluster as its user runs it: a process of its own, ended by a signal. */
class ClusterCommandTest {

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void leaveNothingBehind() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void printsItsUrlsWhenReadyAnswersAndEndsOnSigterm() throws Exception {
    Process process = cluster("--master-port", "0", "--agent-port", "0", "--agents", "2");
    List<String> lines = linesUntilReady(process);

    assertThat(lines).filteredOn(line -> line.startsWith("agent ")).hasSize(2);
    String master = lines.get(0).replaceFirst("^master +", "");
    assertThat(get(master + "/version")).contains("\"version\"");

    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 15);
  }

  @Test
  void runsSeveralMastersWithTlsAndCredentials(@TempDir Path directory) throws Exception {
    Path certificate = directory.resolve("certificate.pem");
    Process process =
        cluster(
            "--master-port=0",
            "--masters=3",
            "--agent=cpus:1;mem:64/rack:r9",
            "--tls",
            "--certificate-file=" + certificate,
            "--credential=alice:secret",
            "--authenticate=scheduler,master_operator");
    List<String> lines = linesUntilReady(process);

    assertThat(lines).filteredOn(line -> line.startsWith("master ")).hasSize(3);
    assertThat(lines).filteredOn(line -> line.startsWith("agent ")).hasSize(2);
    assertThat(lines.get(0)).contains("https://127.0.0.1:").doesNotContain("follows");
    assertThat(certificate).content().startsWith("-----BEGIN CERTIFICATE-----");
  }

  @Test
  void saysWhatIsWrongWithACredential() throws Exception {
    Process process = cluster("--master-port=0", "--credential=alice");

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(text(process.errorReader()))
        .contains("--credential: alice (expected: PRINCIPAL:SECRET)");
    assertThat(process.exitValue()).isEqualTo(2);
  }

  @Test
  void saysWhichPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      Process process = cluster("--master-port", port, "--agent-port", "0");

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(text(process.errorReader())).contains(port);
      assertThat(process.exitValue()).isEqualTo(1);
    }
  }

  @Test
  void saysWhichOptionIsWrong() throws Exception {
    Process process = cluster("--master-port", "0", "--agent-port", "0", "--resources", "junk");

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(text(process.errorReader())).contains("--resources: junk").contains("column");
    assertThat(process.exitValue()).isEqualTo(2);
  }

  private Process cluster(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.add("cluster");
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }

  private static List<String> linesUntilReady(Process process) throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
      if (line.startsWith("ready")) {
        return lines;
      }
    }
    throw new AssertionError("ended before it was ready: " + lines + text(process.errorReader()));
  }

  private static String text(BufferedReader reader) {
    return String.join("\n", reader.lines().toList());
  }

  private static String get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
