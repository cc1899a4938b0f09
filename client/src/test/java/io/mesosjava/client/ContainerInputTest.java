package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.mesosjava.recordio.RecordReader;
import io.mesosjava.v1.agent.Call;
import io.mesosjava.v1.agent.ProcessIO;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ContainerInputTest {

  private static final ByteString HELLO = ByteString.copyFromUtf8("hello\n");

  private final BlockingQueue<Call> records = new LinkedBlockingQueue<>();

  private static ScriptedServer server(ScriptedServer.Script onCall) throws IOException {
    return ScriptedServer.start(subscribe -> subscribe.reset(), onCall);
  }

  private static AgentClient.Builder client(ScriptedServer server) {
    return AgentClient.builder(server.uri());
  }

  /** What a thread does. */
  private interface Job {
    void run() throws Exception;
  }

  /** Runs {@code job} on a thread of its own, which ends with it. */
  private static CompletableFuture<?> start(Job job) {
    CompletableFuture<?> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                job.run();
                done.complete(null);
              } catch (Exception e) {
                done.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  private static void ok(Exchange exchange) throws IOException {
    exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  }

  /** Reads all records, then accepts. */
  private void readAll(Exchange exchange) throws IOException {
    boolean more = true;
    while (more) {
      more = readOne(exchange);
    }
    ok(exchange);
  }

  /** Mesos reads one record per chunk as well as any other way; this wants it so. */
  private boolean readOne(Exchange exchange) throws IOException {
    byte[] chunk = exchange.readChunk();
    if (chunk.length == 0) {
      return false;
    }
    try (RecordReader reader = new RecordReader(new ByteArrayInputStream(chunk))) {
      records.add(Call.parseFrom(reader.read()));
      assertThat(reader.read()).isNull();
    }
    return true;
  }

  private Call take() throws InterruptedException {
    Call record = records.poll(30, TimeUnit.SECONDS);
    assertThat(record).isNotNull();
    return record;
  }

  private ProcessIO takeInput() throws InterruptedException {
    Call record = take();
    assertThat(record.getAttachContainerInput().getType())
        .isEqualTo(Call.AttachContainerInput.Type.PROCESS_IO);
    return record.getAttachContainerInput().getProcessIo();
  }

  @Test
  void sendsTheContainerThenTheInputThenItsEnd() throws Exception {
    try (ScriptedServer server = server(this::readAll);
        AgentClient client = client(server).header("X-Trace", "7").build();
        ContainerInput input = client.attachContainerInput(Wire.NESTED)) {
      ReceivedRequest request = server.takeCall();
      assertThat(request.line()).isEqualTo("POST /api/v1 HTTP/1.1");
      assertThat(request.headers())
          .containsEntry("Content-Type", "application/recordio")
          .containsEntry("Message-Content-Type", "application/x-protobuf")
          .containsEntry("Transfer-Encoding", "chunked")
          .containsEntry("Accept", "application/x-protobuf")
          .containsEntry("X-Trace", "7")
          .doesNotContainKey("Content-Length");
      assertThat(take()).isEqualTo(AgentCalls.attachContainerInput(Wire.NESTED));

      input.write(HELLO);
      assertThat(takeInput()).isEqualTo(ContainerInput.data(HELLO));
      input.resize(50, 132);
      ProcessIO.Control control = takeInput().getControl();
      assertThat(control.getType()).isEqualTo(ProcessIO.Control.Type.TTY_INFO);
      assertThat(control.getTtyInfo().getWindowSize().getRows()).isEqualTo(50);
      assertThat(control.getTtyInfo().getWindowSize().getColumns()).isEqualTo(132);
      input.endOfInput();
      assertThat(takeInput().getData().getData()).isEmpty();
      assertThat(input.answer().toCompletableFuture()).isNotDone();

      input.finish();
      assertThat(input.answer().toCompletableFuture().get()).isNull();
    }
  }

  @Test
  void whatManyThreadsSendIsNeitherMixedNorLost() throws Exception {
    int threads = 8;
    int each = 500;
    try (ScriptedServer server = server(this::readAll);
        AgentClient client = client(server).maxBufferedBytes(1000).build();
        ContainerInput input =
            client.attachContainerInputAsync(Wire.NESTED).toCompletableFuture().get()) {
      List<CompletableFuture<?>> writers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        byte name = (byte) i;
        writers.add(
            start(
                () -> {
                  for (int n = 0; n < each; n++) {
                    byte[] data = {name, (byte) (n >> 8), (byte) n};
                    input.write(ByteString.copyFrom(data));
                  }
                }));
      }
      for (CompletableFuture<?> writer : writers) {
        writer.get(60, TimeUnit.SECONDS);
      }
      input.finish();
      int[] next = new int[threads];
      take();
      for (int i = 0; i < threads * each; i++) {
        byte[] data = takeInput().getData().getData().toByteArray();
        int number = ((data[1] & 0xff) << 8) | (data[2] & 0xff);
        assertThat(number).isEqualTo(next[data[0]]++);
      }
    }
  }

  @Test
  void waitsWhileTheAgentDoesNotReadAndNothingIsLost() throws Exception {
    ByteString block = ByteString.copyFrom(new byte[1 << 16]);
    CountDownLatch read = new CountDownLatch(1);
    try (ScriptedServer server =
            server(
                exchange -> {
                  assertThat(read.await(30, TimeUnit.SECONDS)).isTrue();
                  readAll(exchange);
                });
        AgentClient client = client(server).maxBufferedBytes(1 << 17).build();
        ContainerInput input = client.attachContainerInput(Wire.NESTED)) {
      int sent = 0;
      CompletableFuture<?> last;
      do {
        last = input.sendAsync(ContainerInput.data(block)).toCompletableFuture();
        sent += last.isCompletedExceptionally() ? 0 : 1;
      } while (!last.isCompletedExceptionally());
      assertThat(catchThrowableOfType(ExecutionException.class, last::get))
          .hasCauseInstanceOf(CallNotSentException.class)
          .hasMessageContaining("too much waits");
      CompletableFuture<?> blocked = start(() -> input.write(block));
      read.countDown();
      blocked.get(60, TimeUnit.SECONDS);
      input.finish();
      take();
      for (int i = 0; i < sent + 1; i++) {
        assertThat(takeInput().getData().getData()).isEqualTo(block);
      }
    }
  }

  @Test
  void aRefusalIsToldToWhoeverSends() throws Exception {
    try (ScriptedServer server =
            server(
                exchange -> {
                  readOne(exchange);
                  exchange.answer("404 Not Found", "text/plain", "Container x cannot be found");
                  exchange.awaitClose();
                });
        AgentClient client = client(server).build();
        ContainerInput input = client.attachContainerInput(Wire.NESTED)) {
      CompletableFuture<?> answer = input.answer().toCompletableFuture();
      ApiException refused =
          (ApiException) catchThrowableOfType(ExecutionException.class, answer::get).getCause();

      assertThat(refused.callType()).isEqualTo("ATTACH_CONTAINER_INPUT");
      assertThat(refused.status()).isEqualTo(404);
      assertThat(catchThrowableOfType(ApiException.class, () -> input.write(HELLO)))
          .isSameAs(refused);
      assertThat(catchThrowableOfType(ApiException.class, input::finish)).isSameAs(refused);
      server.awaitConnectionsClosedByClient();
    }
  }

  @Test
  void whoWaitsForRoomIsToldOfARefusal() throws Exception {
    ByteString block = ByteString.copyFrom(new byte[1 << 20]);
    CountDownLatch full = new CountDownLatch(1);
    try (ScriptedServer server =
            server(
                exchange -> {
                  assertThat(full.await(30, TimeUnit.SECONDS)).isTrue();
                  exchange.answer("500 Internal Server Error", "text/plain", "Disconnected");
                  exchange.awaitClose();
                });
        AgentClient client = client(server).build();
        ContainerInput input = client.attachContainerInput(Wire.NESTED)) {
      CompletableFuture<?> writer =
          start(
              () -> {
                while (true) {
                  input.write(block);
                  full.countDown();
                }
              });
      ApiException refused =
          (ApiException) catchThrowableOfType(ExecutionException.class, writer::get).getCause();
      assertThat(refused.body()).isEqualTo("Disconnected");
    }
  }

  @Test
  void isOverWhenTheContainerIs() throws Exception {
    try (ScriptedServer server =
            server(
                exchange -> {
                  ok(exchange);
                  exchange.awaitClose();
                });
        AgentClient client = client(server).build();
        ContainerInput input = client.attachContainerInput(Wire.NESTED)) {
      assertThat(input.answer().toCompletableFuture().get()).isNull();
      assertThat(catchThrowableOfType(CallNotSentException.class, () -> input.write(HELLO)))
          .hasMessageContaining("the input is over");
      input.finish();
    }
  }

  @Test
  void anAnswerThatDoesNotComeIsUnknown() throws Exception {
    try (ScriptedServer server = server(Exchange::awaitClose);
        AgentClient client = client(server).responseTimeout(Duration.ofMillis(100)).build();
        ContainerInput input = client.attachContainerInput(Wire.NESTED)) {
      assertThat(catchThrowableOfType(CallOutcomeUnknownException.class, input::finish))
          .hasMessageContaining("no answer within 100 ms");
    }
  }

  @Test
  void aConnectionThatBreaksIsTold() throws Exception {
    try (ScriptedServer server =
            server(
                exchange -> {
                  readOne(exchange);
                  exchange.close();
                });
        AgentClient client = client(server).build();
        ContainerInput input = client.attachContainerInput(Wire.NESTED)) {
      CompletableFuture<?> answer = input.answer().toCompletableFuture();
      assertThat(catchThrowableOfType(ExecutionException.class, answer::get))
          .hasCauseInstanceOf(CallOutcomeUnknownException.class);
    }
  }

  @Test
  void withoutAnAgentNothingIsSent() throws Exception {
    ScriptedServer server = server(Exchange::accept);
    server.close();
    try (AgentClient client = client(server).build()) {
      assertThat(
              catchThrowableOfType(
                  CallNotSentException.class, () -> client.attachContainerInput(Wire.NESTED)))
          .hasMessageContaining("ATTACH_CONTAINER_INPUT to " + server.uri())
          .hasMessageContaining("cannot connect");
    }
  }

  @Test
  void closingTheClientEndsIt() throws Exception {
    ContainerInput input;
    try (ScriptedServer server = server(Exchange::awaitClose);
        AgentClient client = client(server).build()) {
      input = client.attachContainerInput(Wire.NESTED);
      server.takeCall();
    }
    CompletableFuture<?> answer = input.answer().toCompletableFuture();
    assertThat(catchThrowableOfType(ExecutionException.class, answer::get))
        .hasCauseInstanceOf(CallOutcomeUnknownException.class)
        .hasMessageContaining("the client is closed");
    assertThat(catchThrowableOfType(CallOutcomeUnknownException.class, () -> input.write(HELLO)))
        .hasMessageContaining("the client is closed");
    input.close();
  }

  @Test
  void beatsByItself() throws Exception {
    ByteString beat = AgentCalls.attachContainerInput(heartbeat()).toByteString();
    byte[] first = AgentCalls.attachContainerInput(Wire.NESTED).toByteArray();
    try (ScriptedServer server = server(this::readAll);
        AgentClient client = client(server).build()) {
      InputConnection connection =
          client
              .caller()
              .openInput(
                  first, new InputConnection.Beat(beat, Duration.ofMillis(5)), CallOptions.none())
              .get();
      take();
      assertThat(takeInput()).isEqualTo(heartbeat());
      assertThat(takeInput()).isEqualTo(heartbeat());
      connection.finish();
      assertThat(connection.answer().get()).isNull();
    }
  }

  private static ProcessIO heartbeat() {
    return ContainerInput.heartbeat(Duration.ofSeconds(30));
  }

  @Test
  void noDataIsNotTakenForTheEnd() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContainerInput.data(ByteString.EMPTY))
        .withMessage("data: empty (expected: at least one byte)");
  }
}
