package io.mesosjava.client;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which redirects are followed: credentials go where they lead. */
final class Redirects {

  private Redirects() {}

  /** Where {@code redirect} leads; null if it must not be followed. */
  static @Nullable Endpoint target(ApiException redirect) {
    Optional<URI> leader = redirect.leader();
    if (leader.isEmpty() || !sameScheme(leader.get(), redirect.endpoint())) {
      return null;
    }
    try {
      return Endpoint.of(leader.get(), redirect.endpoint().getRawPath());
    } catch (IllegalArgumentException e) {
      // A port that is none, user info, a fragment: the error that carries it shows it as it came.
      return null;
    }
  }

  private static boolean sameScheme(URI a, URI b) {
    return Scheme.of(a.getScheme()) == Scheme.of(b.getScheme());
  }
}
