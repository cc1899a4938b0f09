package io.mesosjava.client;

import io.mesosjava.codec.Codec;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a client was built with; validated by {@link ClientBuilder}. */
record Settings(
    List<URI> servers,
    Codec codec,
    Timeouts timeouts,
    Limits limits,
    Security security,
    ConnectionListener listener,
    Map<String, String> headers) {

  /** The value of the header Authorization. */
  Optional<String> authorization() {
    return Optional.ofNullable(headers.get("Authorization"));
  }

  /** Whether the server is told that it may compress its answers. */
  boolean acceptsGzip() {
    return headers.containsKey("Accept-Encoding");
  }

  /** What the request of a call with {@code options} is made with. */
  Settings with(CallOptions options) {
    if (options == CallOptions.none()) {
      return this;
    }
    return new Settings(
        servers,
        options.codecOr(codec),
        timeouts.withResponse(options.responseTimeoutOr(timeouts.response())),
        limits,
        security,
        listener,
        options.headersOver(headers));
  }

  /** These settings with what the credentials are now, if there are any, as Authorization. */
  Settings withAuthorization(Optional<String> value) {
    if (security.credentials().equals(CredentialsProvider.none())) {
      return this;
    }
    Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.remove("Authorization");
    value.ifPresent(text -> more.put("Authorization", text));
    return new Settings(
        servers, codec, timeouts, limits, security, listener, Collections.unmodifiableMap(more));
  }
}
