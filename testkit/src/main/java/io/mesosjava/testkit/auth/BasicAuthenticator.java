package io.mesosjava.testkit.auth;

import io.mesosjava.testkit.api.LenientBase64;
import io.mesosjava.testkit.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP's basic authentication as libprocess has it: scheme and blanks must be exact, and a secret
 * with a colon never fits.
 */
public final class BasicAuthenticator implements Authenticator {

  private final String realm;
  private final Map<String, String> credentials;

  /**
   * An authenticator of {@code realm}.
   *
   * @param credentials secrets by principal
   */
  public BasicAuthenticator(String realm, Map<String, String> credentials) {
    this.realm = realm;
    this.credentials = Map.copyOf(credentials);
  }

  @Override
  public Verdict judge(Request request) {
    return request
        .header("Authorization")
        .flatMap(this::principal)
        .<Verdict>map(name -> new Known(Optional.of(name), Map.of()))
        .orElseGet(() -> new Unknown("Basic realm=\"" + realm + "\""));
  }

  private Optional<String> principal(String authorization) {
    String[] words = authorization.split(" ", -1);
    if (words.length != 2 || !words[0].equals("Basic")) {
      return Optional.empty();
    }
    String[] credential = decoded(words[1]).split(":", -1);
    boolean right = credential.length == 2 && credential[1].equals(credentials.get(credential[0]));
    return right ? Optional.of(credential[0]) : Optional.empty();
  }

  private static String decoded(String base64) {
    boolean legible = LenientBase64.stranger(base64).isEmpty();
    return legible ? new String(LenientBase64.decode(base64), StandardCharsets.UTF_8) : "";
  }
}
