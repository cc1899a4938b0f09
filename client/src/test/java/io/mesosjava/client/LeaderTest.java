package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three masters, of which one leads. */
class LeaderTest {

  private static final int NOBODY = -1;

  private static final String PREFIXED = "/master/api/v1/scheduler?from=";

  private final List<ScriptedServer> masters = new ArrayList<>();
  private final AtomicInteger leader = new AtomicInteger();

  @BeforeEach
  void startMasters() throws IOException {
    for (int i = 0; i < 3; i++) {
      int number = i;
      masters.add(
          ScriptedServer.start(
              exchange -> onSubscribe(number, exchange), exchange -> onCall(number, exchange)));
    }
  }

  @AfterEach
  void stopMasters() throws IOException {
    for (ScriptedServer master : masters) {
      master.close();
    }
  }

  private void onSubscribe(int number, Exchange exchange) throws IOException {
    if (leader.get() == number) {
      ScriptedServer.subscribed(exchange);
    } else {
      notLeading(number, exchange);
    }
  }

  private void onCall(int number, Exchange exchange) throws IOException {
    if (leader.get() == number) {
      exchange.accept();
    } else {
      notLeading(number, exchange);
    }
  }

  private void notLeading(int number, Exchange exchange) throws IOException {
    if (leader.get() == NOBODY) {
      exchange.answer("503 Service Unavailable", "text/plain", "No leader elected");
    } else {
      redirect(exchange, "//" + authority(leader.get()) + PREFIXED + number);
    }
  }

  private static void redirect(Exchange exchange, String location) throws IOException {
    exchange.write(
        Wire.lines(
            "HTTP/1.1 307 Temporary Redirect", "Content-Length: 0", "Location: " + location, ""));
  }

  private String authority(int number) {
    return masters.get(number).uri().getAuthority();
  }

  private URI uri(int number) {
    return masters.get(number).uri();
  }

  private SchedulerClient.Builder client(int... numbers) {
    return SchedulerClient.builder(IntStream.of(numbers).mapToObj(this::uri).toList());
  }

  private static SchedulerSubscription subscribed(SchedulerClient client) throws Exception {
    SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK);
    assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
    return subscription;
  }

  @Test
  void followsARedirectAndSendsCallsToTheLeader() throws Exception {
    leader.set(2);
    try (SchedulerClient client = client(0).header("Authorization", "Bearer x").build();
        SchedulerSubscription subscription = subscribed(client)) {
      assertThat(subscription.endpoint()).hasToString(uri(2) + PREFIXED + 0);
      subscription.send(SchedulerCalls.revive());

      ReceivedRequest subscribe = masters.get(2).takeSubscribe();
      ReceivedRequest call = masters.get(2).takeCall();
      for (ReceivedRequest request : List.of(subscribe, call)) {
        assertThat(request.line()).isEqualTo("POST " + PREFIXED + "0 HTTP/1.1");
        assertThat(request.headers())
            .containsEntry("Host", authority(2))
            .containsEntry("Authorization", "Bearer x");
      }
      assertThat(subscribe.body()).isEqualTo(masters.get(0).takeSubscribe().body());
      assertThat(masters.get(0).hasNoMoreCalls()).isTrue();
    }
  }

  @Test
  void remembersTheLeaderForTheNextSubscription() throws Exception {
    leader.set(1);
    try (SchedulerClient client = client(0).build()) {
      client.subscribe(Wire.FRAMEWORK).close();
      masters.get(0).takeSubscribe();
      client.subscribe(Wire.FRAMEWORK).close();

      assertThat(masters.get(0).hasNoMoreRequests()).isTrue();
    }
  }

  @Test
  void followsALeaderThatMoves() throws Exception {
    try (SchedulerClient client = client(0, 1, 2).build()) {
      for (int next : new int[] {0, 1, 2, 1, 0}) {
        leader.set(next);
        try (SchedulerSubscription subscription = subscribed(client)) {
          assertThat(subscription.endpoint().getAuthority()).isEqualTo(authority(next));
          subscription.send(SchedulerCalls.revive());
        }
      }
    }
  }

  @Test
  void aRedirectedCallEndsTheSubscriptionAndTheNextOneGoesToTheLeader() throws Exception {
    try (SchedulerClient client = client(0).build();
        SchedulerSubscription subscription = subscribed(client)) {
      leader.set(2);
      ApiException lost =
          catchThrowableOfType(
              ApiException.class, () -> subscription.send(SchedulerCalls.revive()));
      assertThat(lost.isSubscriptionLost()).isTrue();
      assertThat(lost.leader()).contains(URI.create(uri(2) + PREFIXED + 0));

      int asked = masters.get(0).connections();
      try (SchedulerSubscription next = client.subscribe(Wire.FRAMEWORK)) {
        assertThat(next.endpoint().getAuthority()).isEqualTo(authority(2));
        assertThat(masters.get(0).connections()).isEqualTo(asked);
      }
    }
  }

  @Test
  void goesOnToTheNextMasterWhenOneIsNotThere() throws Exception {
    leader.set(2);
    try (SchedulerClient client = SchedulerClient.builder(nobody(), uri(1)).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.endpoint().getAuthority()).isEqualTo(authority(2));
    }
  }

  private static URI nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }

  @Test
  void tellsWhatEachMasterSaidWhenNoneLeads() {
    leader.set(NOBODY);
    try (SchedulerClient client = client(0, 1, 2).build()) {
      NoLeaderException error =
          catchThrowableOfType(NoLeaderException.class, () -> client.subscribe(Wire.FRAMEWORK));

      assertThat(error.refusals()).hasSize(3).hasOnlyElementsOfType(ApiException.class);
      assertThat(error)
          .hasMessageContaining(uri(0) + "/api/v1/scheduler: 503 Service Unavailable")
          .hasMessageContaining(uri(1) + "/api/v1/scheduler: 503 Service Unavailable")
          .hasMessageContaining(uri(2) + "/api/v1/scheduler: 503 Service Unavailable");
      leader.set(1);
      assertThat(catchSubscribe(client)).isEqualTo(authority(1));
    }
  }

  private static String catchSubscribe(SchedulerClient client) {
    try (SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      return subscription.endpoint().getAuthority();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void redirectsInACircleEnd() throws Exception {
    List<ScriptedServer> circle = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        int next = (i + 1) % 3;
        circle.add(
            ScriptedServer.start(
                exchange -> redirect(exchange, "//" + circle.get(next).uri().getAuthority())));
      }
      try (SchedulerClient client = circle.get(0).client().build()) {
        NoLeaderException error =
            catchThrowableOfType(NoLeaderException.class, () -> client.subscribe(Wire.FRAMEWORK));

        assertThat(error.refusals()).hasSize(3);
        assertThat(error).hasMessageContaining("(not followed: was asked already)");
      }
    } finally {
      for (ScriptedServer server : circle) {
        server.close();
      }
    }
  }

  @Test
  void aRedirectToAnotherSchemeIsNotFollowed() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> redirect(exchange, "https://" + authority(0) + "/api/v1/scheduler"));
        SchedulerClient client = server.client().header("Authorization", "Bearer x").build()) {
      assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
          .isInstanceOf(NoLeaderException.class)
          .hasMessageContaining("not followed: expected an address of the same scheme");
      assertThat(masters.get(0).connections()).isZero();
    }
  }

  @Test
  void closingTheClientEndsTheSearch() throws Exception {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    try (ScriptedServer silent =
        ScriptedServer.start(
            exchange -> {
              asked.complete(null);
              exchange.awaitClose();
            })) {
      SchedulerClient client = SchedulerClient.builder(silent.uri(), uri(0)).build();
      CompletableFuture<?> subscribing =
          client.subscribeAsync(Wire.FRAMEWORK).toCompletableFuture();
      asked.join();
      client.close();

      assertThatThrownBy(subscribing::get).hasMessageContaining("the client is closed");
      assertThat(masters.get(0).connections()).isZero();
    }
  }
}
