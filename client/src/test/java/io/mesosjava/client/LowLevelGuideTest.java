package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.agent.Call;
import io.mesosjava.v1.agent.ProcessIO;
import io.mesosjava.v1.agent.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The guide shows code that is compiled, and that works. */
class LowLevelGuideTest {

  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void theEventLoopRunsATask() throws Exception {
    FrameworkInfo framework =
        FrameworkInfo.newBuilder()
            .setUser(System.getProperty("user.name"))
            .setName("guide")
            .build();
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        SchedulerClient client = LowLevelGuide.client(cluster.master(), cluster.master())) {
      LowLevelGuide guide = new LowLevelGuide(client, framework);
      guide.run();

      assertThat(guide.log).contains("TASK_RUNNING", "TASK_FINISHED");
      assertThat(guide.log).noneMatch(line -> line.contains("refused"));
    }
  }

  @Test
  void variesAClientAndShowsTicketsOfItsOwn() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client =
            LowLevelGuide.withTickets(server.uri(), cached -> cached ? "old" : "new");
        SchedulerClient traced = LowLevelGuide.traced(client, "t1");
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(server.takeSubscribe().headers()).containsEntry("Authorization", "Negotiate old");
      assertThat(subscription.isEnded()).isFalse();
      assertThat(traced)
          .hasToString("SchedulerClient[" + server.uri() + "/api/v1/scheduler, application/json]");
    }
  }

  @Test
  void aCallMayBeDifferent() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      subscription.next();
      LowLevelGuide.patiently(subscription, SchedulerCalls.revive());

      assertThat(server.takeCall().headers())
          .containsEntry("X-Trace", "of this call")
          .containsEntry("Content-Type", "application/json");
    }
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        MasterClient client = MasterClient.builder(cluster.master()).build()) {
      assertThat(LowLevelGuide.tasksSlowly(client)).isZero();
    }
  }

  @Test
  void anInterceptorTimesCallsAndKeepsHeartbeats() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  exchange.beginStream(Wire.STREAM_ID);
                  exchange.write(Wire.events(Wire.HEARTBEAT, Wire.SUBSCRIBED));
                  exchange.awaitClose();
                });
        SchedulerClient client =
            server.client().interceptor(new LowLevelGuide.Timed(told::add)).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      subscription.send(SchedulerCalls.revive());

      assertThat(told.get(0)).startsWith("SUBSCRIBE took ").endsWith(": null");
      assertThat(told.get(1)).startsWith("REVIVE took ").endsWith(": null");
    }
  }

  @Test
  void drainsAnAgent() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        MasterClient client = MasterClient.builder(cluster.master()).build()) {
      assertThat(LowLevelGuide.drainFirst(client)).isEqualTo(Acceptance.OK);
    }
  }

  @Test
  void runsACommandInsideAContainer() throws Exception {
    ProcessIO output =
        ProcessIO.newBuilder()
            .setType(ProcessIO.Type.DATA)
            .setData(
                ProcessIO.Data.newBuilder()
                    .setType(ProcessIO.Data.Type.STDOUT)
                    .setData(ByteString.copyFromUtf8("hello\n")))
            .build();
    try (ScriptedServer server =
            ScriptedServer.start(
                subscribe -> subscribe.reset(), exchange -> session(exchange, output));
        AgentClient client = AgentClient.builder(server.uri()).build()) {
      CommandInfo command = CommandInfo.newBuilder().setValue("cat").build();

      assertThat(LowLevelGuide.runInside(client, Wire.NESTED, command)).isEqualTo(256);
    }
  }

  private static void session(Exchange exchange, ProcessIO output) throws IOException {
    if (exchange.request().headers().containsKey("Transfer-Encoding")) {
      byte[] chunk;
      do {
        chunk = exchange.readChunk();
      } while (chunk.length > 0);
      exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    } else if (exchange.request().message(Call.getDefaultInstance()).hasWaitContainer()) {
      exchange.answer(
          Response.newBuilder()
              .setType(Response.Type.WAIT_CONTAINER)
              .setWaitContainer(Response.WaitContainer.newBuilder().setExitStatus(256))
              .build());
    } else {
      exchange.beginStream();
      exchange.write(Wire.chunk(Wire.record(output)));
      exchange.write(Wire.LAST_CHUNK);
    }
  }

  /** Whatever the layout. */
  @Test
  void theGuideShowsWhatIsCompiled() throws IOException {
    Path test = Path.of("src/test/java/io/mesosjava/client/LowLevelGuide.java");
    String source = plain(Files.readString(test));
    String guide = Files.readString(Path.of("../docs/low-level.md"));
    List<String> snippets =
        SNIPPET.matcher(guide).results().map((MatchResult match) -> match.group(1)).toList();

    assertThat(snippets).hasSizeGreaterThan(7);
    for (String snippet : snippets) {
      assertThat(source).contains(plain(snippet));
    }
  }

  private static String plain(String code) {
    return code.lines()
        .map(line -> line.strip().replaceFirst("^(private |static |final )*", ""))
        .collect(Collectors.joining())
        .replaceAll("\\s+", "");
  }
}
