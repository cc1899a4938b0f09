package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {

  private static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";

  /** A name that only the proxy knows. */
  private static final String MASTER = "master.behind.proxy.invalid:5050";

  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private ScriptedServer master;
  private ServerSocket listener;

  @BeforeEach
  void startMaster() throws IOException {
    master = ScriptedServer.start(ScriptedServer::subscribed);
    listener = Relay.listener();
  }

  @AfterEach
  void stopMaster() throws IOException {
    master.close();
    listener.close();
  }

  /** A proxy that gives {@code answer}, and a tunnel to the master if that is one of success. */
  private Relay proxy(String answer) {
    return Relay.of(
        listener,
        master.uri(),
        near -> {
          asked.add(Relay.readHead(near));
          Relay.write(near, answer);
          return answer.contains(" 200 ");
        });
  }

  private HttpProxy address() {
    return HttpProxy.at(URI.create("http://127.0.0.1:" + listener.getLocalPort()));
  }

  private SchedulerClient.Builder client(String scheme) {
    return SchedulerClient.builder(URI.create(scheme + "://" + MASTER)).proxy(address());
  }

  private static void assertWorks(SchedulerClient client) throws Exception {
    try (SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      subscription.send(SchedulerCalls.revive());
    }
  }

  @Test
  void asksForATunnelAndLetsTheProxyLookUpTheName() throws Exception {
    try (Relay proxy = proxy(ESTABLISHED);
        SchedulerClient client = client("http").build()) {
      assertWorks(client);

      assertThat(asked.take())
          .isEqualTo("CONNECT " + MASTER + " HTTP/1.1\r\nHost: " + MASTER + "\r\n\r\n");
      assertThat(proxy.connections()).isEqualTo(2);
      assertThat(master.takeSubscribe().headers()).containsEntry("Host", MASTER);
    }
  }

  @Test
  void tellsTheProxyItsUserAndNobodyElse() throws Exception {
    HttpProxy known = address().withUser("me", "secret");
    try (Relay proxy = proxy(ESTABLISHED);
        SchedulerClient client = client("http").proxy(known).build()) {
      assertWorks(client);

      assertThat(asked.take()).contains("\r\nProxy-Authorization: Basic bWU6c2VjcmV0\r\n");
      assertThat(proxy.connections()).isEqualTo(2);
      assertThat(master.takeSubscribe().headers()).doesNotContainKey("Proxy-Authorization");
      assertThat(known.toString()).doesNotContain("secret", "bWU6c2VjcmV0");
    }
  }

  @Test
  void speaksTlsWithTheMasterThroughTheTunnel(@TempDir Path folder) throws Exception {
    Certificates certificates = Certificates.in(folder);
    TlsOptions tls =
        TlsOptions.builder()
            .trustCertificates(certificates.pem("ca"))
            .serverName("elsewhere.test")
            .build();
    Relay.Greeting tunnel =
        near -> {
          asked.add(Relay.readHead(near));
          Relay.write(near, ESTABLISHED);
          return true;
        };
    try (ServerSocket secure =
            certificates.server("elsewhere").getServerSocketFactory().createServerSocket();
        Relay master = Relay.of(bound(secure), this.master.uri(), ProxyTest::handshake);
        Relay proxy =
            Relay.of(listener, URI.create("https://127.0.0.1:" + secure.getLocalPort()), tunnel);
        SchedulerClient client = client("https").tls(tls).build()) {
      assertWorks(client);

      assertThat(asked.take()).startsWith("CONNECT " + MASTER + " HTTP/1.1\r\n");
      assertThat(proxy.connections()).isEqualTo(master.connections());
    }
  }

  private static ServerSocket bound(ServerSocket socket) throws IOException {
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return socket;
  }

  private static boolean handshake(Relay.Near near) throws IOException {
    ((SSLSocket) near.socket()).startHandshake();
    return true;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 407 Proxy Authentication Required | \"HTTP/1.1 407 Proxy Authentication Required",
        "HTTP/1.1 502 Bad Gateway | \"HTTP/1.1 502 Bad Gateway\" (expected: HTTP/1.1 200)",
        "SSH-2.0-OpenSSH | \"SSH-2.0-OpenSSH\" (expected: HTTP/1.1 200)",
      })
  void tellsWhyTheProxyRefused(String answer, String why) throws Exception {
    try (Relay proxy = proxy(answer + "\r\n\r\n");
        SchedulerClient client = client("http").proxy(address().withUser("u", "secret")).build()) {
      assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("cannot connect: proxy " + address() + ": " + why)
          .hasMessageNotContaining("secret");
      assertThat(proxy.connections()).isPositive();
      assertThat(master.connections()).isZero();
    }
  }

  @Test
  void doesNotWaitForEverForTheAnswerOfAProxy() throws Exception {
    Relay.Greeting silence =
        near -> {
          asked.add(Relay.readHead(near));
          return !Relay.readHead(near).isEmpty();
        };
    try (Relay proxy = Relay.of(listener, master.uri(), silence);
        SchedulerClient client = client("http").connectTimeout(Duration.ofMillis(300)).build()) {
      assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("timed out after 300 ms");
      assertThat(proxy.connections()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x"})
  void tellsThatTheProxyClosedTheConnection(String answer) throws Exception {
    try (Relay proxy = proxy(answer);
        SchedulerClient client = client("http").build()) {
      assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("proxy " + address() + ": it closed the connection");
      assertThat(proxy.connections()).isPositive();
    }
  }

  @Test
  void takesNoMoreOfAnAnswerThanItMust() throws Exception {
    try (Relay proxy = proxy("HTTP/1.1 200 OK\r\nX-Huge: " + "x".repeat(1 << 17));
        SchedulerClient client = client("http").build()) {
      assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("more than 16384 bytes of headers");
      assertThat(proxy.connections()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://p:1", "http://p:1/path", "http+unix://%2Fp", "p:1", "http://:1"})
  void isAtAnHttpAddress(URI address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpProxy.at(address))
        .withMessageContaining(address.toString());
  }

  @Test
  void refusesAUserThatBasicAuthenticationCannotCarry() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> address().withUser("a:b", "secret"))
        .withMessage("user: has a colon (expected: none)");
  }
}
