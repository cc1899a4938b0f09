package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

  @TempDir static Path folder;
  private static Certificates certificates;

  private final BlockingQueue<SSLSocket> accepted = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> ports = new LinkedBlockingQueue<>();
  private final List<Relay> relays = new ArrayList<>();
  private ScriptedServer master;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = Certificates.in(folder);
  }

  @BeforeEach
  void startMaster() throws IOException {
    master = ScriptedServer.start(ScriptedServer::subscribed);
  }

  @AfterEach
  void stopMaster() throws IOException {
    for (Relay relay : relays) {
      relay.close();
    }
    master.close();
  }

  /** The master behind a TLS socket that shows the certificate of {@code alias}. */
  private void tls(String alias, boolean wantsClient, String... protocols)
      throws IOException, GeneralSecurityException {
    SSLServerSocket listener =
        (SSLServerSocket)
            certificates
                .server(alias)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listener.setNeedClientAuth(wantsClient);
    if (protocols.length > 0) {
      listener.setEnabledProtocols(protocols);
    }
    ports.add(listener.getLocalPort());
    Relay.Greeting handshake =
        near -> {
          SSLSocket socket = (SSLSocket) near.socket();
          socket.startHandshake();
          // A client that gives up during the handshake ends it without an exception.
          return socket.getSession().isValid() && accepted.add(socket);
        };
    relays.add(Relay.of(listener, master.uri(), handshake));
  }

  private void tls(String alias) throws IOException, GeneralSecurityException {
    tls(alias, false);
  }

  private URI address(String host) throws InterruptedException {
    return URI.create("https://" + host + ":" + ports.take());
  }

  private SchedulerClient.Builder client(String host) throws InterruptedException {
    return SchedulerClient.builder(address(host));
  }

  private static TlsOptions.Builder trustingCa() throws IOException, GeneralSecurityException {
    return TlsOptions.builder().trustCertificates(certificates.pem("ca"));
  }

  private static void assertWorks(SchedulerClient client) throws Exception {
    try (SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      subscription.send(SchedulerCalls.revive());
    }
  }

  private static void assertRefuses(SchedulerClient client, String... why) {
    assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
        .isInstanceOf(CallNotSentException.class)
        .hasMessageContaining("cannot connect: TLS: ")
        .satisfies(e -> assertThat(e.getMessage()).containsAnyOf(why));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void trustsWhatAnAuthorityInAPemFileHasSigned(String host) throws Exception {
    tls("server");
    try (SchedulerClient client = client(host).tls(trustingCa().build()).build()) {
      assertWorks(client);
    }
  }

  @Test
  void trustsWhatAnAuthorityInAKeyStoreHasSigned() throws Exception {
    TlsOptions tls =
        TlsOptions.builder()
            .trustStore(certificates.store("ca", false), Certificates.PASSWORD)
            .build();
    tls("server");
    try (SchedulerClient client = client("localhost").tls(tls).build()) {
      assertWorks(client);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void speaksEither(String protocol) throws Exception {
    tls("server", false, protocol);
    try (SchedulerClient client = client("localhost").tls(trustingCa().build()).build()) {
      assertWorks(client);
      assertThat(accepted.take().getSession().getProtocol()).isEqualTo(protocol);
    }
  }

  @Test
  void refusesAnAuthorityThatItDoesNotKnow() throws Exception {
    tls("stranger");
    try (SchedulerClient client = client("127.0.0.1").tls(trustingCa().build()).build()) {
      assertRefuses(client, "unable to find valid certification path");
    }
    assertNothingWasSent();
  }

  private void assertNothingWasSent() {
    // A connection may be passed on before the client has said that it refuses the certificate.
    assertThat(master.hasNoMoreRequests()).isTrue();
  }

  @Test
  void withoutOptionsItTrustsWhatTheJvmTrusts() throws Exception {
    tls("server");
    try (SchedulerClient client = client("127.0.0.1").build()) {
      assertRefuses(client, "unable to find valid certification path");
    }
  }

  @Test
  void refusesACertificateThatHasExpired() throws Exception {
    tls("expired");
    try (SchedulerClient client = client("127.0.0.1").tls(trustingCa().build()).build()) {
      assertRefuses(client, "validity check failed", "NotAfter", "expired");
    }
  }

  @Test
  void refusesACertificateForAnotherHost() throws Exception {
    tls("elsewhere");
    try (SchedulerClient client = client("127.0.0.1").tls(trustingCa().build()).build()) {
      assertRefuses(client, "No subject alternative names matching IP address 127.0.0.1 found");
    }
  }

  @Test
  void takesACertificateForAnotherHostWhenToldTo() throws Exception {
    TlsOptions lax = trustingCa().verifyHostname(false).build();
    tls("elsewhere");
    try (SchedulerClient client = client("127.0.0.1").tls(lax).build()) {
      assertWorks(client);
    }
  }

  @Test
  void tellsTheServerTheNameThatItsCertificateMustHave() throws Exception {
    TlsOptions named = trustingCa().serverName("elsewhere.test").build();
    tls("elsewhere");
    try (SchedulerClient client = client("127.0.0.1").tls(named).build()) {
      assertWorks(client);
      assertThat(requestedNames(accepted.take())).containsExactly("elsewhere.test");
    }
  }

  @Test
  void tellsTheServerTheHostOfItsAddress() throws Exception {
    tls("server");
    try (SchedulerClient client = client("localhost").tls(trustingCa().build()).build()) {
      assertWorks(client);
      assertThat(requestedNames(accepted.take())).containsExactly("localhost");
    }
  }

  private static List<String> requestedNames(SSLSocket socket) {
    return ((ExtendedSSLSession) socket.getSession())
        .getRequestedServerNames().stream()
            .map(name -> ((SNIHostName) name).getAsciiName())
            .toList();
  }

  @Test
  void showsItsCertificateFromPemFiles() throws Exception {
    TlsOptions tls =
        trustingCa()
            .clientCertificate(certificates.pem("client"), certificates.key("client"))
            .build();
    tls("server", true);
    try (SchedulerClient client = client("localhost").tls(tls).build()) {
      assertWorks(client);
      assertThat(accepted.take().getSession().getPeerPrincipal().getName()).isEqualTo("CN=client");
    }
  }

  @Test
  void showsItsCertificateFromAKeyStore() throws Exception {
    TlsOptions tls =
        trustingCa().keyStore(certificates.store("client", true), Certificates.PASSWORD).build();
    tls("server", true);
    try (SchedulerClient client = client("localhost").tls(tls).build()) {
      assertWorks(client);
    }
  }

  @Test
  void tellsThatAServerWantsACertificateThatItDoesNotHave() throws Exception {
    tls("server", true, "TLSv1.2");
    try (SchedulerClient client = client("localhost").tls(trustingCa().build()).build()) {
      assertRefuses(client, "Received fatal alert: bad_certificate", "handshake_failure");
    }
    // In TLS 1.3 the client is done before the server says so: the call may have been written.
    tls("server", true, "TLSv1.3");
    try (SchedulerClient client = client("localhost").tls(trustingCa().build()).build()) {
      assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
          .isInstanceOf(CallException.class)
          .hasMessageContaining("certificate");
    }
    assertNothingWasSent();
  }

  @Test
  void filesThatHaveChangedAreUsedForTheNextConnection() throws Exception {
    Path trusted = folder.resolve("trusted.pem");
    Files.copy(certificates.pem("stranger"), trusted, StandardCopyOption.REPLACE_EXISTING);
    TlsOptions tls = TlsOptions.builder().trustCertificates(trusted).build();
    tls("server");
    try (SchedulerClient client = client("127.0.0.1").tls(tls).build()) {
      assertRefuses(client, "unable to find valid certification path");
      Files.copy(certificates.pem("ca"), trusted, StandardCopyOption.REPLACE_EXISTING);
      assertWorks(client);
      // Half a file, while it is being written, does no harm.
      Files.writeString(trusted, "-----BEGIN CERTIFICATE-----\nMIIB");
      assertWorks(client);
    }
  }

  @Test
  void aRedirectToHttpIsNotFollowed() throws Exception {
    try (ScriptedServer trap = ScriptedServer.start(ScriptedServer::subscribed);
        ScriptedServer redirecting =
            ScriptedServer.start(
                exchange ->
                    exchange.write(
                        Wire.lines(
                            "HTTP/1.1 307 Temporary Redirect",
                            "Content-Length: 0",
                            "Location: " + trap.uri() + "/api/v1/scheduler",
                            "")))) {
      master.close();
      master = redirecting;
      tls("server");
      try (SchedulerClient client =
          client("localhost")
              .tls(trustingCa().build())
              .credentials(CredentialsProvider.bearer("secret"))
              .build()) {
        assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK))
            .isInstanceOf(NoLeaderException.class)
            .hasMessageContaining("not followed: expected an address of the same scheme");
      }
      assertThat(trap.connections()).isZero();
    }
  }

  @Test
  void tellsThatAServerDoesNotSpeakTls() throws Exception {
    Relay.Greeting plain =
        near -> {
          Relay.write(near, "HTTP/1.1 400 Bad Request\r\n\r\n");
          return false;
        };
    ServerSocket listener = Relay.listener();
    ports.add(listener.getLocalPort());
    try (Relay relay = Relay.of(listener, master.uri(), plain);
        SchedulerClient client = client("127.0.0.1").tls(trustingCa().build()).build()) {
      assertRefuses(client, "the server does not speak TLS");
      assertThat(relay.connections()).isPositive();
    }
  }

  @Test
  void namesFilesThatCannotBeUsedWhenTheClientIsBuilt() throws Exception {
    Path missing = folder.resolve("missing.pem");
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path wrong = certificates.store("ca", false);
    for (TlsOptions tls :
        List.of(
            TlsOptions.builder().trustCertificates(missing).build(),
            TlsOptions.builder().trustCertificates(empty).build(),
            TlsOptions.builder().trustStore(wrong, "not the password").build(),
            TlsOptions.builder().clientCertificate(certificates.pem("client"), empty).build())) {
      SchedulerClient.Builder builder =
          SchedulerClient.builder(URI.create("https://m:5050")).tls(tls);
      assertThatIllegalArgumentException()
          .isThrownBy(builder::build)
          .withMessageStartingWith("tls: [" + folder)
          .withMessageContaining("cannot be used: ");
    }
  }

  @Test
  void doesNotShowPasswords() throws Exception {
    TlsOptions tls =
        TlsOptions.builder()
            .trustStore(Path.of("trust.p12"), "hidden1")
            .clientCertificate(Path.of("c.pem"), Path.of("k.pem"), "hidden2")
            .serverName("elsewhere")
            .build();

    assertThat(tls.toString())
        .contains("trust.p12", "c.pem", "k.pem", "elsewhere")
        .doesNotContain("hidden");
    assertThat(tls.toBuilder().build()).hasToString(tls.toString());
  }
}
