package io.mesosjava.testkit.auth;

import io.mesosjava.testkit.http.Request;
import java.util.Map;
import java.util.Optional;

/** Finds out who asks. */
@FunctionalInterface
public interface Authenticator {

  /** What became of it. */
  sealed interface Verdict {}

  /**
   * It is known who asks.
   *
   * @param name of the principal, where it has one
   * @param claims what a token says of it
   */
  record Known(Optional<String> name, Map<String, String> claims) implements Verdict {

    /** Copies the map. */
    public Known {
      claims = Map.copyOf(claims);
    }
  }

  /**
   * It is not.
   *
   * @param challenge the value of {@code WWW-Authenticate}
   */
  record Unknown(String challenge) implements Verdict {}

  /** Judges by the request's headers alone. */
  Verdict judge(Request request);
}
