package io.mesosjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    Path secrets = directory.resolve("secrets");
    Files.writeString(secrets, "--credential=alice:secret");
    Process process =
        cluster(
            "--master-port=0",
            "--masters=3",
            "--agent=cpus:1;mem:64/rack:r9",
            "--tls",
            "--certificate-file=" + certificate,
            "@" + secrets,
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
        .contains("--credential: no principal and colon (expected: PRINCIPAL:SECRET)")
        .doesNotContain("alice");
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

  @Test
  void saysThatNobodyCouldComeIn() throws Exception {
    assertRefused(
        "--authenticate: nobody has credentials (expected: --credential PRINCIPAL:SECRET)",
        "--authenticate=scheduler");
  }

  @Test
  void saysWhichOptionsContradictEachOther() throws Exception {
    assertRefused("--clock-speed, --clock-by-hand", "--clock-speed=2", "--clock-by-hand");
    assertRefused("--start-time: the clock runs", "--start-time=2030-01-01T00:00:00Z");
    assertRefused("want the same ports", "--masters=3", "--agent-port=5051");
  }

  @Test
  void saysWhatADurationLooksLike() throws Exception {
    assertRefused("'soon' is no duration", "--offer-timeout=soon");
    assertRefused("COUNT/TIME", "--agent-removal-rate-limit=1");
  }

  @Test
  void saysWhichDirectoryCannotBeMade(@TempDir Path directory) throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    Process process = cluster("--master-port=0", "--work-dir=" + file.resolve("work"));

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(text(process.errorReader())).contains(file.toString()).doesNotContain("\tat ");
    assertThat(process.exitValue()).isEqualTo(1);
  }

  private static void assertRefused(String reason, String... options) {
    StringWriter err = new StringWriter();
    List<String> words = new ArrayList<>(List.of("cluster"));
    words.addAll(List.of(options));
    int status =
        Main.commandLine().setErr(new PrintWriter(err)).execute(words.toArray(new String[0]));
    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains(reason);
  }

  @Test
  void takesCommandsByHttpAndFromStandardInputUntilItIsToldToStop(@TempDir Path directory)
      throws Exception {
    Path ready = directory.resolve("ready.json");
    Process process =
        cluster(
            "--master-port=0",
            "--masters=3",
            "--control-port=0",
            "--json",
            "--ready-file=" + ready,
            "--interactive");
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String json = String.valueOf(out.readLine());
    assertThat(ready).content().isEqualTo(json + "\n");
    String control = json.replaceFirst(".*\"control\":\"([^\"]*)\".*", "$1");
    String first = json.replaceFirst(".*?\"url\":\"([^\"]*)\".*", "$1");

    assertThat(get(control)).contains("kill-leader", "advance");
    assertThat(post(control, "kill-leader").statusCode()).isEqualTo(200);
    assertThat(get(control + "/status"))
        .contains("{\"url\":\"" + first + "\",\"running\":false,\"leading\":false}");
    assertThat(post(control, "advance 10m").statusCode()).isEqualTo(409);
    assertThat(post(control + "/kill-agent/7", "").body())
        .isEqualTo("agent 7 (expected: 1 to 1) (see help)\n");

    process.outputWriter().write("restart-master 1\nstatus\n");
    process.outputWriter().flush();
    assertThat(out.readLine()).contains("{\"url\":\"" + first + "\",\"running\":true");

    assertThat(post(control, "stop").statusCode()).isEqualTo(200);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private static HttpResponse<String> post(String url, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
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
