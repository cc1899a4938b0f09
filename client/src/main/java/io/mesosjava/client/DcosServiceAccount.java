package io.mesosjava.client;

import com.google.protobuf.Message;
import io.mesosjava.codec.DecodeException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * A DC/OS service account: it signs a login token with its key, and exchanges that at the login
 * endpoint for an authentication token, which is sent as {@code token=…} until a server rejects it.
 * Immutable, but for the files of its {@link TlsOptions}.
 */
public final class DcosServiceAccount implements CredentialsProvider {

  private static final Duration LOGIN_TOKEN_LIFE = Duration.ofMinutes(5);
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int MAX_ANSWER_BYTES = 1 << 16;

  private final String uid;
  private final LoginKey key;
  private final URI login;
  private final TlsOptions tls;
  private final InstantSource clock;

  DcosServiceAccount(String uid, LoginKey key, URI login, TlsOptions tls, InstantSource clock) {
    this.uid = uid;
    this.key = key;
    this.login = login;
    this.tls = tls;
    this.clock = clock;
    boolean http = "http".equals(login.getScheme()) || "https".equals(login.getScheme());
    if (!http || login.getHost() == null) {
      throw new IllegalArgumentException(
          "login_endpoint: " + login + " (expected: https://host/path)");
    }
  }

  /**
   * The account whose secret is in {@code file}, in JSON, with {@code uid}, {@code scheme} (RS256
   * or HS256), {@code private_key} (in PEM, or for HS256 the shared secret) and {@code
   * login_endpoint}.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it lacks something; the text names it
   */
  public static DcosServiceAccount of(Path file) throws IOException {
    return of(Files.readAllBytes(file), InstantSource.system());
  }

  static DcosServiceAccount of(byte[] json, InstantSource clock) throws IOException {
    Message secret;
    try {
      secret = DcosJson.read(json);
    } catch (DecodeException e) {
      // Not what it holds: that is secret.
      throw new IllegalArgumentException("service account: not JSON (expected: an object)");
    }
    LoginKey key =
        LoginKey.of(DcosJson.required(secret, "scheme"), DcosJson.required(secret, "private_key"));
    URI login = URI.create(DcosJson.required(secret, "login_endpoint"));
    return new DcosServiceAccount(
        DcosJson.required(secret, "uid"), key, login, TlsOptions.STANDARD, clock);
  }

  /** This account; its login endpoint is trusted as {@code tls} says. */
  public DcosServiceAccount withTls(TlsOptions tls) {
    Objects.requireNonNull(tls, "tls");
    return new DcosServiceAccount(uid, key, login, tls, clock);
  }

  /** Logs in. */
  @Override
  public String authorization(@Nullable String rejected) throws IOException {
    long expires = clock.instant().plus(LOGIN_TOKEN_LIFE).getEpochSecond();
    byte[] request = DcosJson.login(uid, key.sign(DcosJson.claims(uid, expires)));
    HttpURLConnection connection = connect();
    try {
      connection.getOutputStream().write(request);
      int status = connection.getResponseCode();
      if (status != 200) {
        throw new IOException(login + ": login as " + uid + ": " + status + " (expected: 200)");
      }
      byte[] answer = connection.getInputStream().readNBytes(MAX_ANSWER_BYTES);
      return "token=" + DcosJson.required(DcosJson.read(answer), "token");
    } catch (DecodeException | IllegalArgumentException e) {
      throw new IOException(login + ": login as " + uid + ": the answer has no token");
    } finally {
      connection.disconnect();
    }
  }

  private HttpURLConnection connect() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) login.toURL().openConnection(Proxy.NO_PROXY);
    if (connection instanceof HttpsURLConnection secure) {
      new TlsContext(tls).secure(secure);
    }
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("Connection", "close");
    return connection;
  }

  /** Without its key. */
  @Override
  public String toString() {
    return "DcosServiceAccount[" + uid + ", " + login + "]";
  }
}
