package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DcosServiceAccountTest {

  private static final String LOGIN = "/acs/api/v1/auth/login";
  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

  private static KeyPair pair;

  private final AtomicInteger logins = new AtomicInteger();

  @BeforeAll
  static void makeKeys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    pair = generator.generateKeyPair();
  }

  private static String pem(String label, byte[] key) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }

  private static String json(String scheme, String key, URI login) {
    return "{\"scheme\": \"%s\", \"uid\": \"me\", \"private_key\": \"%s\", \"login_endpoint\": \"%s\"}"
        .formatted(scheme, key.replace("\n", "\\n"), login);
  }

  private static DcosServiceAccount account(String scheme, String key, URI login)
      throws IOException {
    return DcosServiceAccount.of(
        json(scheme, key, login).getBytes(StandardCharsets.UTF_8), () -> NOW);
  }

  /** A cluster whose login gives tokens 1, 2, ... and whose master takes {@code wanted} only. */
  private ScriptedServer cluster(int wanted) throws IOException {
    return ScriptedServer.start(
        exchange -> {
          if (exchange.request().line().startsWith("POST " + LOGIN)) {
            exchange.answer(
                "200 OK", "application/json", "{\"token\": \"t" + logins.incrementAndGet() + "\"}");
          } else if (("token=t" + wanted)
              .equals(exchange.request().headers().get("Authorization"))) {
            ScriptedServer.subscribed(exchange);
          } else {
            exchange.answer("401 Unauthorized", "text/plain", "");
          }
        });
  }

  private static String[] login(ScriptedServer server) throws Exception {
    ReceivedRequest request = server.takeSubscribe();
    assertThat(request.line()).isEqualTo("POST " + LOGIN + " HTTP/1.1");
    assertThat(request.headers()).containsEntry("Content-Type", "application/json");
    String body = request.body().toStringUtf8();
    assertThat(body).matches("\\{\"uid\":\"me\",\"token\":\"[\\w.-]+\"}");
    return body.substring(body.indexOf("token\":\"") + 8, body.length() - 2).split("\\.");
  }

  private static String text(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void logsInWithATokenThatItsKeyHasSigned(boolean bareKey) throws Exception {
    byte[] pkcs8 = pair.getPrivate().getEncoded();
    // The bare key begins behind the version, the algorithm and the head of the string around it.
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    String key = bareKey ? pem("RSA PRIVATE KEY", pkcs1) : pem("PRIVATE KEY", pkcs8);
    try (ScriptedServer server = cluster(1)) {
      DcosServiceAccount account = account("RS256", key, server.uri().resolve(LOGIN));
      assertThat(account.authorization(null)).isEqualTo("token=t1");

      String[] token = login(server);
      assertThat(text(token[0])).isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
      assertThat(text(token[1]))
          .isEqualTo("{\"uid\":\"me\",\"exp\":" + (NOW.getEpochSecond() + 300) + "}");
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(pair.getPublic());
      signature.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
      assertThat(signature.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
    }
  }

  @Test
  void logsInWithATokenThatASharedSecretHasSigned() throws Exception {
    try (ScriptedServer server = cluster(1)) {
      assertThat(account("HS256", "hidden", server.uri().resolve(LOGIN)).authorization(null))
          .isEqualTo("token=t1");

      String[] token = login(server);
      assertThat(text(token[0])).isEqualTo("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec("hidden".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      assertThat(Base64.getUrlDecoder().decode(token[2]))
          .isEqualTo(mac.doFinal((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII)));
    }
  }

  @Test
  void keepsItsTokenUntilAServerRejectsIt() throws Exception {
    try (ScriptedServer server = cluster(2);
        SchedulerClient client =
            server
                .client()
                .credentials(account("HS256", "hidden", server.uri().resolve(LOGIN)))
                .build()) {
      client.subscribe(Wire.FRAMEWORK).close();
      client.subscribe(Wire.FRAMEWORK).close();

      assertThat(logins).hasValue(2);
    }
  }

  @Test
  void speaksTlsWithTheLoginEndpoint(@TempDir Path folder) throws Exception {
    Certificates certificates = Certificates.in(folder);
    TlsOptions tls = TlsOptions.builder().trustCertificates(certificates.pem("ca")).build();
    try (ScriptedServer server = cluster(1);
        Relay relay =
            Relay.of(
                certificates.server("server").getServerSocketFactory().createServerSocket(0),
                server.uri(),
                near -> true)) {
      URI login = URI.create("https://127.0.0.1:" + relay.port() + LOGIN);
      DcosServiceAccount account = account("HS256", "hidden", login);

      assertThatThrownBy(() -> account.authorization(null))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("unable to find valid certification path");
      assertThat(account.withTls(tls).authorization(null)).isEqualTo("token=t1");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 Unauthorized | {\"title\":\"no\"} | 401 (expected: 200)",
        "302 Found        | {\"token\":\"x\"}  | 302 (expected: 200)",
        "200 OK           | {}                 | the answer has no token",
        "200 OK           | <html>             | the answer has no token",
      })
  void tellsWhyItCouldNotLogIn(String status, String body, String why) throws Exception {
    try (ScriptedServer server =
        ScriptedServer.start(exchange -> exchange.answer(status, "application/json", body))) {
      URI login = server.uri().resolve(LOGIN);

      assertThatThrownBy(() -> account("HS256", "hidden", login).authorization(null))
          .isInstanceOf(IOException.class)
          .hasMessage(login + ": login as me: " + why);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hidden | not JSON",
        "{}     | missing scheme",
        "{'scheme':'none','private_key':'hidden','uid':'u','login_endpoint':'https://h/'} | scheme:",
        "{'scheme':'RS256','private_key':'hidden','uid':'u','login_endpoint':'https://h/'} | private_key",
        "{'scheme':'HS256','private_key':'hidden','login_endpoint':'https://h/'} | missing uid",
        "{'scheme':'HS256','private_key':'hidden','uid':'u'} | missing login_endpoint",
        "{'scheme':'HS256','private_key':'hidden','uid':'u','login_endpoint':'ftp://h'} | login_endpoint",
      })
  void namesWhatIsWrongInItsFileWithoutShowingIt(String json, String wrong, @TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("account.json"), json.replace('\'', '"'));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> DcosServiceAccount.of(file))
        .withMessageContaining(wrong)
        .withMessageNotContaining("hidden")
        .withNoCause();
  }

  @Test
  void isShownWithoutItsKey() throws Exception {
    DcosServiceAccount account = account("HS256", "hidden", URI.create("https://h/login"));

    assertThat(account).hasToString("DcosServiceAccount[me, https://h/login]");
  }
}
