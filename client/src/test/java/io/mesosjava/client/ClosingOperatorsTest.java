package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.agent.ProcessIO;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A client for operators is closed, wherever its connections are, and however that is done. */
@Timeout(60)
class ClosingOperatorsTest {

  /** What a server does with all requests until the client is gone. */
  private enum Answer {
    NONE(""),
    HALF_A_HEAD("HTTP/1.1 200 OK\r\nContent-Ty"),
    HALF_A_BODY(
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 99\r\n\r\n999"),
    HALF_A_CHUNK(
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n63\r\n999");

    private final String text;

    Answer(String text) {
      this.text = text;
    }
  }

  private enum Way {
    ONCE {
      @Override
      void close(AgentClient client) {
        client.close();
      }
    },
    TWICE {
      @Override
      void close(AgentClient client) {
        client.close();
        client.close();
      }
    },
    BY_TWO_THREADS {
      @Override
      void close(AgentClient client) {
        Thread other = new Thread(client::close);
        other.start();
        client.close();
        assertThat(Uninterruptibly.join(other, 30)).isTrue();
      }
    },
    ON_THE_IO_THREAD {
      @Override
      void close(AgentClient client) {
        client.subscriber().transport().loop().execute(client::close);
      }
    };

    abstract void close(AgentClient client);
  }

  static Stream<Arguments> answersAndWays() {
    return Arrays.stream(Answer.values())
        .flatMap(answer -> Arrays.stream(Way.values()).map(way -> Arguments.of(answer, way)));
  }

  static Stream<Way> ways() {
    return Arrays.stream(Way.values());
  }

  /** All kinds of connections at once. */
  private static List<CompletionStage<?>> everything(AgentClient client) {
    return List.of(
        client.getStateAsync(),
        client.waitContainerAsync(Wire.NESTED),
        client.attachContainerOutputAsync(Wire.NESTED),
        client.attachContainerInputAsync(Wire.NESTED).thenCompose(ContainerInput::answer));
  }

  private static void assertAllTellThatTheClientIsClosed(List<CompletionStage<?>> stages) {
    for (CompletionStage<?> stage : stages) {
      assertThat(
              catchThrowableOfType(
                      ExecutionException.class,
                      () -> stage.toCompletableFuture().get(30, TimeUnit.SECONDS))
                  .getCause())
          .isInstanceOfAny(CallNotSentException.class, CallOutcomeUnknownException.class)
          .hasMessageContaining("the client is closed");
    }
  }

  /** The client's threads have the address of its server in their names. */
  private static void assertNoThreadIsLeft(URI server) {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().contains(server.getAuthority())) {
        assertThat(Uninterruptibly.join(thread, 30)).as(thread.getName()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("answersAndWays")
  void whileItWaitsForAnswers(Answer answer, Way way) throws Exception {
    CountDownLatch asked = new CountDownLatch(4);
    ScriptedServer.Script script =
        exchange -> {
          exchange.write(answer.text);
          asked.countDown();
          exchange.awaitClose();
        };
    try (ScriptedServer server = ScriptedServer.start(script, script)) {
      AgentClient client = AgentClient.builder(server.uri()).build();
      List<CompletionStage<?>> stages = new ArrayList<>(everything(client));
      asked.await();
      way.close(client);

      if (answer.text.contains("\r\n\r\n")) {
        // A stream is open with its head.
        CompletionStage<?> output = stages.remove(2);
        assertEndsOrTells(output);
      }
      assertAllTellThatTheClientIsClosed(stages);
      server.awaitConnectionsClosedByClient();
      assertNoThreadIsLeft(server.uri());
    }
  }

  private static void assertEndsOrTells(CompletionStage<?> output) throws Exception {
    CompletableFuture<?> opened = output.toCompletableFuture();
    try {
      EventStream<?> stream = (EventStream<?>) opened.get(30, TimeUnit.SECONDS);
      assertThat(stream.next()).isNull();
    } catch (ExecutionException e) {
      assertThat(e.getCause()).hasMessageContaining("the client is closed");
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whileItConnects(Way way) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SocketsThatFill queue = SocketsThatFill.backlogOf(listener)) {
      URI server = URI.create("http://127.0.0.1:" + listener.getLocalPort());
      AgentClient client = AgentClient.builder(server).build();
      List<CompletionStage<?>> stages = everything(client);
      way.close(client);

      assertAllTellThatTheClientIsClosed(stages);
      assertNoThreadIsLeft(server);
      assertThat(queue.size()).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whileItAgreesOnTls(Way way) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      URI server = URI.create("https://127.0.0.1:" + listener.getLocalPort());
      AgentClient client = AgentClient.builder(server).build();
      List<CompletionStage<?>> stages = everything(client);
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < stages.size(); i++) {
        sockets.add(listener.accept());
        assertThat(sockets.get(i).getInputStream().read()).as("a handshake").isEqualTo(22);
      }
      way.close(client);

      assertAllTellThatTheClientIsClosed(stages);
      for (Socket socket : sockets) {
        socket.getInputStream().readAllBytes(); // to the end that the client has made
        socket.close();
      }
      assertNoThreadIsLeft(server);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whileItWaitsForCredentials(Way way) throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    URI server = URI.create("http://127.0.0.1:1");
    CredentialsProvider hanging =
        rejected -> {
          Uninterruptibly.await(end);
          return "Bearer late";
        };
    AgentClient client = AgentClient.builder(server).credentials(hanging).build();
    List<CompletionStage<?>> stages = everything(client);
    way.close(client);

    assertAllTellThatTheClientIsClosed(stages);
    end.countDown();
    assertNoThreadIsLeft(server);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whileAReaderWaitsForTheRestOfARecord(Way way) throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    try (ScriptedServer server =
        ScriptedServer.start(
            Exchange::reset,
            exchange -> {
              exchange.beginStream();
              exchange.write("4\r\n99\nx\r\n");
              sent.countDown();
              exchange.awaitClose();
            })) {
      AgentClient client = AgentClient.builder(server.uri()).build();
      EventStream<ProcessIO> output = client.attachContainerOutput(Wire.NESTED);
      CompletableFuture<ProcessIO> reader = elsewhere(output::next);
      sent.await();
      way.close(client);

      assertThat(reader.get(30, TimeUnit.SECONDS)).isNull();
      server.awaitConnectionsClosedByClient();
      assertNoThreadIsLeft(server.uri());
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whileAWriterWaitsForAnAgentThatDoesNotRead(Way way) throws Exception {
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    ScriptedServer.Script notReading =
        exchange -> {
          goOn.join();
          exchange.awaitClose();
        };
    try (ScriptedServer server = ScriptedServer.start(Exchange::reset, notReading)) {
      AgentClient client = AgentClient.builder(server.uri()).maxBufferedBytes(1 << 16).build();
      ContainerInput input = client.attachContainerInput(Wire.NESTED);
      ProcessIO data = ContainerInput.data(ByteString.copyFrom(new byte[1 << 15]));
      AtomicReference<Thread> thread = new AtomicReference<>();
      CompletableFuture<Void> writer =
          elsewhere(
              () -> {
                thread.set(Thread.currentThread());
                while (true) {
                  input.send(data);
                }
              });
      while (thread.get() == null || thread.get().getState() != Thread.State.WAITING) {
        Thread.onSpinWait(); // it waits for the socket, or for room
      }
      way.close(client);

      assertThatThrownBy(() -> writer.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(CallException.class);
      assertAllTellThatTheClientIsClosed(List.of(input.answer()));
      input.close();
      goOn.complete(null);
      assertNoThreadIsLeft(server.uri());
    }
  }

  @Test
  void byAListener() throws Exception {
    for (Class<?> event :
        List.of(ConnectionEvent.Connecting.class, ConnectionEvent.Connected.class)) {
      AtomicReference<AgentClient> client = new AtomicReference<>();
      CountDownLatch built = new CountDownLatch(1);
      try (ScriptedServer server = ScriptedServer.start(Exchange::reset, Exchange::awaitClose)) {
        client.set(
            AgentClient.builder(server.uri())
                .connectionListener(
                    told -> {
                      Uninterruptibly.await(built);
                      if (event.isInstance(told)) {
                        client.get().close();
                      }
                    })
                .build());
        built.countDown();
        CompletionStage<?> call = client.get().getStateAsync();
        CompletionStage<?> output = client.get().attachContainerOutputAsync(Wire.NESTED);
        assertAllTellThatTheClientIsClosed(List.of(call, output));
        assertNoThreadIsLeft(server.uri());
      }
    }
  }

  /** Runs {@code body} on another thread, which waits in it, or soon will. */
  private static <T> CompletableFuture<T> elsewhere(Callable<T> body) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(body.call());
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return result;
  }
}
