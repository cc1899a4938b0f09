package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent reached through the socket that MESOS_DOMAIN_SOCKET names. */
class UnixSocketTest {

  private Path folder;
  private Path socket;

  @BeforeEach
  void makeFolder() throws Exception {
    // Not where the build keeps its files: the path of a socket must be short.
    folder = Files.createTempDirectory("uds");
    socket = folder.resolve("a b.sock");
  }

  @AfterEach
  void removeFolder() throws Exception {
    Files.deleteIfExists(socket);
    Files.delete(folder);
  }

  private URI address() {
    String path = URLEncoder.encode(socket.toString(), StandardCharsets.UTF_8);
    return URI.create("http+unix://" + path.replace("+", "%20"));
  }

  @Test
  void eventsAndCallsGoThroughTheSocket() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        Relay relay = Relay.ofUnixSocket(socket, server.uri());
        SchedulerClient client = SchedulerClient.builder(address()).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      subscription.send(SchedulerCalls.revive());

      ReceivedRequest call = server.takeCall();
      assertThat(call.line()).isEqualTo("POST /slave(1)/api/v1/scheduler HTTP/1.1");
      assertThat(call.headers()).containsEntry("Host", "localhost");
      assertThat(relay.connections()).isEqualTo(2);
    }
  }

  @Test
  void tellsThatThereIsNoSuchSocket() {
    try (SchedulerClient client = SchedulerClient.builder(address()).build()) {
      assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining(address() + "/slave(1)/api/v1/scheduler: not sent: cannot connect");
    }
  }

  @Test
  void aProxyIsNotAsked() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        Relay relay = Relay.ofUnixSocket(socket, server.uri());
        SchedulerClient client =
            SchedulerClient.builder(address())
                .proxy(HttpProxy.at(URI.create("http://no-such-host.invalid:1")))
                .build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      assertThat(relay.connections()).isEqualTo(2);
    }
  }
}
