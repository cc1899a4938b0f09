package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.agent.Call;
import io.mesosjava.v1.agent.ProcessIO;
import io.mesosjava.v1.agent.Response;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is particular to an agent's operator API: calls that wait, and streams of output. */
class AgentClientTest {

  private static final CommandInfo COMMAND = CommandInfo.newBuilder().setValue("echo").build();

  private static final Response ENDED =
      Response.newBuilder()
          .setType(Response.Type.WAIT_CONTAINER)
          .setWaitContainer(Response.WaitContainer.newBuilder().setExitStatus(256))
          .build();

  private static ScriptedServer server(ScriptedServer.Script onCall) throws IOException {
    return ScriptedServer.start(subscribe -> subscribe.reset(), onCall);
  }

  private static AgentClient client(ScriptedServer server) {
    return AgentClient.builder(server.uri()).build();
  }

  private static Call.Type typeOf(ReceivedRequest request) {
    return request.message(Call.getDefaultInstance()).getType();
  }

  private static ProcessIO output(ProcessIO.Data.Type type, String text) {
    return ProcessIO.newBuilder()
        .setType(ProcessIO.Type.DATA)
        .setData(ProcessIO.Data.newBuilder().setType(type).setData(ByteString.copyFromUtf8(text)))
        .build();
  }

  @Test
  void aCallThatWaitsHasNoTimeLimitAndNobodyWaitsBehindIt() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (ScriptedServer server =
            server(
                exchange -> {
                  switch (typeOf(exchange.request())) {
                    case WAIT_CONTAINER -> {
                      assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
                      exchange.answer(ENDED);
                    }
                    case GET_STATE -> exchange.awaitClose();
                    default -> exchange.accept();
                  }
                });
        AgentClient client =
            client(server).toBuilder().responseTimeout(Duration.ofMillis(200)).build()) {
      List<CompletableFuture<Response.WaitContainer>> waits = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        waits.add(client.waitContainerAsync(Wire.NESTED).toCompletableFuture());
        server.takeCall();
      }
      assertThat(client.send(AgentCalls.killContainer(Wire.NESTED, 15)))
          .isEqualTo(Acceptance.ACCEPTED);
      // The time limit of ordinary calls passes while the others wait.
      assertThat(catchThrowableOfType(CallOutcomeUnknownException.class, client::getState))
          .hasMessageContaining("no answer within 200 ms");
      assertThat(waits).noneMatch(CompletableFuture::isDone);
      ended.countDown();
      for (CompletableFuture<Response.WaitContainer> wait : waits) {
        assertThat(wait.get()).isEqualTo(ENDED.getWaitContainer());
      }
    }
  }

  @Test
  void aCallThatWaitsMayBeMadeByItself() throws Exception {
    try (ScriptedServer server = server(exchange -> exchange.answer(ENDED));
        AgentClient client = client(server)) {
      assertThat(client.call(AgentCalls.waitContainer(Wire.NESTED))).isEqualTo(ENDED);
      assertThat(client.waitContainer(Wire.NESTED)).isEqualTo(ENDED.getWaitContainer());
      assertThat(server.connections()).isEqualTo(2);
      server.awaitConnectionsClosedByClient();
    }
  }

  @Test
  void whoWaitsNoLongerClosesTheConnection() throws Exception {
    try (ScriptedServer server = server(Exchange::awaitClose);
        AgentClient client = client(server)) {
      CompletableFuture<Response.WaitContainer> wait =
          client.waitContainerAsync(Wire.NESTED).toCompletableFuture();
      server.takeCall();

      assertThat(wait.cancel(false)).isTrue();
      server.awaitConnectionsClosedByClient();
    }
  }

  @Test
  void anInterruptEndsTheWaiting() throws Exception {
    try (ScriptedServer server = server(Exchange::awaitClose);
        AgentClient client = client(server)) {
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      Thread waiter =
          new Thread(
              () ->
                  thrown.complete(
                      catchThrowableOfType(
                          InterruptedException.class, () -> client.waitContainer(Wire.NESTED))));
      waiter.start();
      server.takeCall();

      waiter.interrupt();
      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
      waiter.join();
      server.awaitConnectionsClosedByClient();
    }
  }

  @Test
  void aWaitThatIsRefusedIsTold() throws Exception {
    try (ScriptedServer server =
            server(e -> e.answer("404 Not Found", "text/plain", "Container x cannot be found"));
        AgentClient client = client(server)) {
      ApiException refused =
          catchThrowableOfType(ApiException.class, () -> client.waitContainer(Wire.NESTED));

      assertThat(refused.status()).isEqualTo(404);
      assertThat(refused.isRetryable()).isFalse();
    }
  }

  @Test
  void closingEndsWaits() throws Exception {
    CompletableFuture<Response.WaitContainer> wait;
    try (ScriptedServer server = server(Exchange::awaitClose);
        AgentClient client = client(server)) {
      wait = client.waitContainerAsync(Wire.NESTED).toCompletableFuture();
      server.takeCall();
    }
    assertThat(catchThrowableOfType(ExecutionException.class, wait::get))
        .hasCauseInstanceOf(CallOutcomeUnknownException.class);
  }

  @Test
  void aSessionIsAStreamOfItsOutput() throws Exception {
    ProcessIO out = output(ProcessIO.Data.Type.STDOUT, "one\n");
    ProcessIO err = output(ProcessIO.Data.Type.STDERR, "two\n");
    ProcessIO beat =
        ProcessIO.newBuilder()
            .setType(ProcessIO.Type.CONTROL)
            .setControl(ProcessIO.Control.newBuilder().setType(ProcessIO.Control.Type.HEARTBEAT))
            .build();
    try (ScriptedServer server =
            server(
                exchange -> {
                  exchange.beginStream();
                  for (ProcessIO next : List.of(out, beat, err)) {
                    exchange.write(Wire.chunk(Wire.record(next)));
                  }
                  exchange.write(Wire.LAST_CHUNK);
                });
        AgentClient client = client(server);
        EventStream<ProcessIO> output = client.launchSession(Wire.NESTED, COMMAND, null)) {
      assertThat(output.next()).isEqualTo(out);
      assertThat(output.next()).isEqualTo(beat);
      assertThat(output.next()).isEqualTo(err);
      assertThat(output.next()).isNull();
      assertThat(output.isEnded()).isTrue();
      assertThat(server.takeCall().message(Call.getDefaultInstance()))
          .isEqualTo(AgentCalls.launchNestedContainerSession(Wire.NESTED, COMMAND, null));
    }
  }

  @Test
  void aContainerMayHaveNoOutput() throws Exception {
    try (ScriptedServer server =
            server(
                exchange -> {
                  exchange.beginStream();
                  exchange.write(Wire.LAST_CHUNK);
                });
        AgentClient client = client(server);
        EventStream<ProcessIO> output =
            client.attachContainerOutputAsync(Wire.NESTED).toCompletableFuture().get()) {
      assertThat(output.next()).isNull();
    }
  }

  @Test
  void outputThatIsRefusedIsToldWithTheTypeOfTheCall() throws Exception {
    try (ScriptedServer server =
            server(e -> e.answer("404 Not Found", "text/plain", "Container x cannot be found"));
        AgentClient client = client(server)) {
      ApiException refused =
          catchThrowableOfType(ApiException.class, () -> client.attachContainerOutput(Wire.NESTED));

      assertThat(refused.callType()).isEqualTo("ATTACH_CONTAINER_OUTPUT");
      assertThat(refused.body()).isEqualTo("Container x cannot be found");
      assertThat(refused.isRetryable()).isFalse();
    }
  }

  @Test
  void outputThatIsCutIsNoEnd() throws Exception {
    ProcessIO out = output(ProcessIO.Data.Type.STDOUT, "one\n");
    try (ScriptedServer server =
            server(
                exchange -> {
                  exchange.beginStream();
                  exchange.write(Wire.chunk(Wire.record(out)));
                  exchange.close();
                });
        AgentClient client = client(server);
        EventStream<ProcessIO> output = client.attachContainerOutput(Wire.NESTED)) {
      assertThat(output.next()).isEqualTo(out);
      assertThat(catchThrowableOfType(IOException.class, output::next))
          .hasMessageContaining("the server closed the connection");
    }
  }

  @Test
  void theLimitOfSilenceMayBeChanged() throws Exception {
    try (ScriptedServer server =
            server(
                exchange -> {
                  exchange.beginStream();
                  exchange.awaitClose();
                });
        AgentClient client = client(server);
        EventStream<ProcessIO> output = client.attachContainerOutput(Wire.NESTED)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> output.streamIdleTimeout(Duration.ofDays(2)))
          .withMessageContaining("streamIdleTimeout: PT48H");
      output.streamIdleTimeout(Duration.ofMillis(50));

      assertThat(catchThrowableOfType(SocketTimeoutException.class, output::next))
          .hasMessageContaining("nothing was read for 50 ms");
    }
  }

  @Test
  void closingOutputClosesItsConnectionOnly() throws Exception {
    try (ScriptedServer server =
            server(
                exchange -> {
                  if (typeOf(exchange.request()) == Call.Type.ATTACH_CONTAINER_OUTPUT) {
                    exchange.beginStream();
                    exchange.awaitClose();
                  } else {
                    exchange.accept();
                  }
                });
        AgentClient client = client(server)) {
      try (EventStream<ProcessIO> output = client.attachContainerOutput(Wire.NESTED)) {
        assertThat(output.endpoint()).hasToString(server.uri() + "/api/v1");
      }
      assertThat(client.send(AgentCalls.killContainer(Wire.NESTED, null)))
          .isEqualTo(Acceptance.ACCEPTED);
    }
  }

  @Test
  void aNestedContainerNeedsItsParent() throws Exception {
    ContainerID lone = ContainerID.newBuilder().setValue("x").build();
    try (ScriptedServer server = server(Exchange::accept);
        AgentClient client = client(server)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.launchSession(lone, COMMAND, null))
          .withMessage(
              "LAUNCH_NESTED_CONTAINER_SESSION: missing required field:"
                  + " launch_nested_container_session.container_id.parent");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.send(AgentCalls.attachContainerOutput(lone)))
          .withMessage("ATTACH_CONTAINER_OUTPUT (expected: a call that opens no stream)");
      assertThat(server.connections()).isZero();
    }
  }
}
