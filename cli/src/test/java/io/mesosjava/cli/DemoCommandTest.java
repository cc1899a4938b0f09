package io.mesosjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The demo as its user runs it: on an embedded cluster, with real processes. */
class DemoCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"protobuf", "json"})
  void finishesItsTasksInEitherCodec(String codec) {
    int status = demo("--tasks", "3", "--codec", codec, "--command", "true");

    assertThat(err.toString()).isEmpty();
    assertThat(output())
        .contains("embedded cluster: master http://127.0.0.1:")
        .contains("tasks 3   launched 3")
        .contains("finished 3")
        .contains("3 of 3 tasks finished");
    assertThat(status).isZero();
  }

  @Test
  void runsMoreTasksThanFitAtOnce() {
    int status = demo("--tasks", "5", "--cpu", "4", "--command", "true", "--maxRefuseSeconds", "0");

    assertThat(output()).contains("5 of 5 tasks finished");
    assertThat(status).isZero();
  }

  @Test
  void failsWithTheReasonWhenATaskFails() {
    int status = demo("--tasks", "1", "--command", "exit 3");

    assertThat(output())
        .contains("0 of 1 tasks finished")
        .contains("task-1 ended as TASK_FAILED")
        .contains("Command exited with status 3");
    assertThat(status).isEqualTo(1);
  }

  @Test
  void failsNamingTheMasterThatCannotBeReached() throws IOException {
    int unused;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      unused = socket.getLocalPort();
    }

    int status = demo("--url", "127.0.0.1:" + unused, "--timeout", "100ms");

    assertThat(err.toString()).contains("127.0.0.1:" + unused).contains("refused");
    assertThat(status).isEqualTo(1);
  }

  @Test
  void failsNamingTheOptionThatIsOutOfRange() {
    int status = demo("--tasks", "0");

    assertThat(err.toString()).contains("--tasks: 0 (expected: > 0)");
    assertThat(output()).isEmpty();
    assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
  }

  @Test
  void saysInOneLineWhatIsWrongWithAnOption() {
    int status = demo("--codec", "xml");

    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("--codec").contains("xml").contains("demo --help");
    assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
  }

  @Test
  void failsWhenNoTaskFitsItsOwnCluster() {
    int status = demo("--cpu", "100");

    assertThat(err.toString())
        .contains("no task fits")
        .contains(":100;")
        .contains("the cluster has");
    assertThat(status).isEqualTo(1);
  }

  private int demo(String... options) {
    String[] args = new String[options.length + 1];
    args[0] = "demo";
    System.arraycopy(options, 0, args, 1, options.length);
    PrintStream stdout = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      return Main.commandLine().setErr(new PrintWriter(err)).execute(args);
    } finally {
      System.setOut(stdout);
    }
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
