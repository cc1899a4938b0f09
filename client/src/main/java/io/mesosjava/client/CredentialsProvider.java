package io.mesosjava.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says how a client shows who it is: the value of the header {@code Authorization}.
 *
 * <p>A client asks before its first request, and once more for a request that a server has answered
 * 401, when it may have been renewed. It goes to the configured servers and to those that they
 * redirect to, and is never logged. A provider may serve several clients.
 */
@FunctionalInterface
public interface CredentialsProvider {

  /**
   * The value to send from now on, for example {@code Bearer abc}. A client calls this on a thread
   * of its own, which may block and is interrupted when the client is closed, and not from several
   * threads at once.
   *
   * @param rejected a value that a server has answered 401; null if none was
   * @return the value, printable ASCII, or null to send none; if it is the one that was rejected,
   *     the call fails with {@link ApiException}
   * @throws IOException if there is none to be had; the call is not sent
   */
  @Nullable String authorization(@Nullable String rejected)
      throws IOException, InterruptedException;

  /** No header. */
  static CredentialsProvider none() {
    return FixedCredentials.NONE;
  }

  /**
   * Basic authentication. Mesos splits what it gets at colons and wants two parts: a principal or a
   * secret with a colon is sent, and a warning logged.
   */
  static CredentialsProvider basic(String principal, String secret) {
    return FixedCredentials.basic(principal, secret);
  }

  /**
   * As {@link #basic(String, String)}; the secret is in {@code file}, in UTF-8, without the line
   * break that it may end with. The file is read again when the secret was rejected.
   */
  static CredentialsProvider basic(String principal, Path file) {
    return new SecretFile(file, secret -> FixedCredentials.basic(principal, secret));
  }

  /** A token, sent as {@code Bearer}. */
  static CredentialsProvider bearer(String token) {
    return FixedCredentials.bearer(token);
  }

  /**
   * As {@link #bearer(String)}; the token is in {@code file}, without the line break that it may
   * end with. The file is read again when the token was rejected.
   */
  static CredentialsProvider bearer(Path file) {
    return new SecretFile(file, FixedCredentials::bearer);
  }

  /**
   * The token that an agent has given to the executor that it started with {@code environment}, as
   * {@code MESOS_EXECUTOR_AUTHENTICATION_TOKEN}; none if there is none.
   */
  static CredentialsProvider executor(Map<String, String> environment) {
    String token = environment.get("MESOS_EXECUTOR_AUTHENTICATION_TOKEN");
    return token == null ? none() : bearer(token);
  }
}
