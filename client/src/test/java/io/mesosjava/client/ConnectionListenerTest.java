package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.v1.master.Response;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionListenerTest {

  private static final Response HEALTHY =
      Response.newBuilder()
          .setType(Response.Type.GET_HEALTH)
          .setGetHealth(Response.GetHealth.newBuilder().setHealthy(true))
          .build();

  private final BlockingQueue<ConnectionEvent> events = new LinkedBlockingQueue<>();

  private ConnectionEvent next() throws InterruptedException {
    ConnectionEvent event = events.poll(30, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    return event;
  }

  private static URI api(ScriptedServer server) {
    return server.uri().resolve("/api/v1/scheduler");
  }

  @Test
  void isToldOfTheLifeOfASubscription() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client = server.client().connectionListener(events::add).build()) {
      client.subscribe(Wire.FRAMEWORK).close();

      assertThat(next()).isEqualTo(new ConnectionEvent.Connecting(api(server)));
      assertThat(next())
          .isEqualTo(new ConnectionEvent.Subscribed(api(server), Optional.of(Wire.STREAM_ID)));
      assertThat(next()).isEqualTo(new ConnectionEvent.Ended(api(server), Optional.empty()));
      assertThat(events).isEmpty();
    }
  }

  @Test
  void isToldOfTheWayToTheLeader() throws Exception {
    try (ScriptedServer leader = ScriptedServer.start(ScriptedServer::subscribed);
        ScriptedServer other =
            ScriptedServer.start(
                exchange ->
                    exchange.write(
                        Wire.lines(
                            "HTTP/1.1 307 Temporary Redirect",
                            "Content-Length: 0",
                            "Location: //" + leader.uri().getAuthority(),
                            "")));
        SchedulerClient client = other.client().connectionListener(events::add).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(next()).isEqualTo(new ConnectionEvent.Connecting(api(other)));
      assertThat(next())
          .isInstanceOfSatisfying(
              ConnectionEvent.Refused.class,
              refused -> {
                assertThat(refused.server()).isEqualTo(api(other));
                assertThat(refused.problem()).isInstanceOf(ApiException.class);
                assertThat(refused.next()).contains(subscription.endpoint());
              });
      assertThat(next()).isEqualTo(new ConnectionEvent.Connecting(api(leader)));
      assertThat(next()).isInstanceOf(ConnectionEvent.Subscribed.class);
    }
  }

  @Test
  void isToldWhyASubscriptionEnded() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  exchange.beginStream(Wire.STREAM_ID);
                  exchange.reset();
                });
        SchedulerClient client = server.client().connectionListener(events::add).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThatThrownBy(subscription::next)
          .satisfies(
              cause -> {
                assertThat(next()).isInstanceOf(ConnectionEvent.Connecting.class);
                assertThat(next()).isInstanceOf(ConnectionEvent.Subscribed.class);
                assertThat(next())
                    .isEqualTo(new ConnectionEvent.Ended(api(server), Optional.of(cause)));
              });
    }
  }

  @Test
  void thatFailsChangesNothing() throws Exception {
    ConnectionListener broken =
        event -> {
          events.add(event);
          throw new IllegalStateException("a bug of the listener");
        };
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client = server.client().connectionListener(broken).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      subscription.send(SchedulerCalls.revive());
      assertThat(events).hasSize(2);
    }
  }

  private static MasterClient.Builder operator(ScriptedServer server) {
    return MasterClient.builder(server.uri());
  }

  @Test
  void isToldOfTheConnectionOfOperators() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.start(ScriptedServer::subscribed, exchange -> exchange.answer(HEALTHY))) {
      try (MasterClient client = operator(server).connectionListener(events::add).build()) {
        client.getHealth();
        client.getHealth();
      }

      URI api = server.uri().resolve("/api/v1");
      assertThat(next()).isEqualTo(new ConnectionEvent.Connected(api));
      assertThat(next()).isEqualTo(new ConnectionEvent.Disconnected(api, Optional.empty()));
      assertThat(events).isEmpty();
    }
  }

  @Test
  void isToldWhyAConnectionOfOperatorsIsOver() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(ScriptedServer::subscribed, exchange -> exchange.reset());
        MasterClient client = operator(server).connectionListener(events::add).build()) {
      assertThatThrownBy(client::getHealth).isInstanceOf(CallOutcomeUnknownException.class);

      assertThat(next()).isInstanceOf(ConnectionEvent.Connected.class);
      assertThat(next())
          .isInstanceOfSatisfying(
              ConnectionEvent.Disconnected.class, end -> assertThat(end.cause()).isPresent());
    }
  }

  @Test
  void isNotToldOfAConnectionThatIsNotMade() throws Exception {
    URI nobody;
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed)) {
      nobody = server.uri();
    }
    try (MasterClient client =
        MasterClient.builder(nobody).connectionListener(events::add).build()) {
      assertThatThrownBy(client::getHealth).isInstanceOf(CallNotSentException.class);
    }
    assertThat(events).isEmpty();
  }
}
