package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.container.Container;
import io.mesosjava.testkit.container.Containers;
import io.mesosjava.testkit.container.Launch;
import io.mesosjava.testkit.container.Pipes;
import io.mesosjava.testkit.container.Sandbox;
import io.mesosjava.testkit.container.Streams;
import io.mesosjava.testkit.stage.StageClock;
import io.mesosjava.testkit.stage.StageThread;
import io.mesosjava.v1.agent.ProcessIO;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerIoTest {

  @TempDir private Path work;
  private final StageThread stage = StageThread.start("stage", StageClock.real());
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private Containers containers;

  @BeforeEach
  void open() throws IOException {
    containers = Containers.open(work, workers);
  }

  @AfterEach
  void close() throws IOException {
    containers.close();
    workers.shutdown();
    stage.close();
  }

  @Test
  void tellsWhatComesOut() throws IOException {
    Heard heard = run("echo out; echo err >&2", false, ByteString.EMPTY);
    assertThat(heard.output.toStringUtf8()).isEqualTo("out\n");
    assertThat(heard.errors.toStringUtf8()).isEqualTo("err\n");
  }

  @Test
  void putsIn() throws IOException {
    Heard heard = run("cat; echo eof", false, ByteString.copyFromUtf8("first\nsecond\n"));
    assertThat(heard.output.toStringUtf8()).isEqualTo("first\nsecond\neof\n");
  }

  @Test
  void isATerminalWhereAsked() throws IOException {
    Heard heard = run("tty > /dev/null && echo terminal", true, ByteString.EMPTY);
    assertThat(heard.output.toStringUtf8()).contains("terminal\r\n");
  }

  /** Runs a command with this input. */
  private Heard run(String command, boolean terminal, ByteString input) throws IOException {
    Path sandbox = Sandbox.standalone(containers.root(), "c");
    Sandbox.createPlain(sandbox);
    Pipes pipes = containers.pipes();
    Launch launch = Launch.shell(sandbox, command, Map.of("PATH", "/usr/bin:/bin"));
    Streams streams = terminal ? pipes.streams().behindTerminal() : pipes.streams();
    Container container = containers.create(launch.with(streams));
    Heard heard = new Heard();
    stage.execute(
        () -> {
          ContainerIo io = new ContainerIo(stage, pipes, "io", terminal ? container : null, true);
          io.attach(heard);
          if (!input.isEmpty()) {
            io.input(input, ContainerIoTest::succeeded);
          }
          io.input(ByteString.EMPTY, ContainerIoTest::succeeded);
        });
    container.start();
    container.ended().toCompletableFuture().join();
    pipes.close();
    heard.end.join();
    return heard;
  }

  private static void succeeded(@Nullable IOException problem) {
    if (problem != null) {
      throw new AssertionError(problem);
    }
  }

  /** Keeps what it hears. */
  private static final class Heard implements ContainerIo.Listener {

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private ByteString output = ByteString.EMPTY;
    private ByteString errors = ByteString.EMPTY;

    @Override
    public void data(ProcessIO data, Runnable taken) {
      taken.run();
      ByteString bytes = data.getData().getData();
      if (data.getData().getType() == ProcessIO.Data.Type.STDOUT) {
        output = output.concat(bytes);
      } else {
        errors = errors.concat(bytes);
      }
    }

    @Override
    public void end() {
      end.complete(null);
    }
  }
}
