package io.mesosjava.client;

import io.mesosjava.codec.Codec;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is different for one call; whatever is not set is as the client was built. Immutable: any
 * number of calls may have the same options.
 *
 * <pre>{@code
 * CallOptions patient =
 *     CallOptions.none().withHeader("X-Trace", trace).withResponseTimeout(Duration.ofMinutes(5));
 * Response state = client.call(MasterCalls.getState(), patient);
 * }</pre>
 */
public final class CallOptions {

  private static final CallOptions NONE = new CallOptions(Map.of(), null, null);

  private final Map<String, String> headers;
  private final @Nullable Codec codec;
  private final @Nullable Duration responseTimeout;

  private CallOptions(
      Map<String, String> headers, @Nullable Codec codec, @Nullable Duration responseTimeout) {
    this.headers = headers;
    this.codec = codec;
    this.responseTimeout = responseTimeout;
  }

  /** Nothing is different. */
  public static CallOptions none() {
    return NONE;
  }

  /**
   * These options, and the header {@code name: value}. It replaces one of that name, in any case,
   * that the {@linkplain ClientBuilder#header client} sends with every request.
   *
   * <p>{@code Authorization} replaces what the {@link CredentialsProvider} said. When a server
   * answers 401 to it, the provider is not asked for another one, and the call fails.
   *
   * @throws IllegalArgumentException if the name is not a token or is a header that the client sets
   *     itself, or if the value is not printable ASCII
   */
  public CallOptions withHeader(String name, String value) {
    HeaderRules.check(name, value);
    return new CallOptions(merged(headers, Map.of(name, value)), codec, responseTimeout);
  }

  /**
   * These options, with the form in which this call and its answer travel; those of SUBSCRIBE and
   * other calls that open a stream are its events, and do not change the form of later calls.
   */
  public CallOptions withCodec(Codec codec) {
    return new CallOptions(headers, Objects.requireNonNull(codec, "codec"), responseTimeout);
  }

  /**
   * These options, with another {@link ClientBuilder#responseTimeout}: 1 ms to 1 day. {@linkplain
   * AgentClient Waiting calls} have none unless it is set here.
   */
  public CallOptions withResponseTimeout(Duration timeout) {
    return new CallOptions(headers, codec, Timeouts.STANDARD.withResponse(timeout).response());
  }

  /** The headers, by name in any case; cannot be changed. Their values may be secrets. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The codec, if it is set. */
  public Optional<Codec> codec() {
    return Optional.ofNullable(codec);
  }

  /** The time for an answer, if it is set. */
  public Optional<Duration> responseTimeout() {
    return Optional.ofNullable(responseTimeout);
  }

  /** These options, and where they say nothing, what {@code others} say. */
  CallOptions over(CallOptions others) {
    if (others == NONE) {
      return this;
    }
    if (this == NONE) {
      return others;
    }
    return new CallOptions(
        merged(others.headers, headers),
        codec == null ? others.codec : codec,
        responseTimeout == null ? others.responseTimeout : responseTimeout);
  }

  /** What is sent, if {@code standard} is sent with every request. */
  Map<String, String> headersOver(Map<String, String> standard) {
    return headers.isEmpty() ? standard : merged(standard, headers);
  }

  Codec codecOr(Codec standard) {
    return codec == null ? standard : codec;
  }

  Duration responseTimeoutOr(Duration standard) {
    return responseTimeout == null ? standard : responseTimeout;
  }

  boolean hasResponseTimeout() {
    return responseTimeout != null;
  }

  /** Whether the head of the request is another one. */
  boolean changeHead() {
    return codec != null || !headers.isEmpty();
  }

  /** Whether the call says by itself who makes it. */
  boolean hasAuthorization() {
    return headers.containsKey("Authorization");
  }

  private static Map<String, String> merged(Map<String, String> first, Map<String, String> second) {
    Map<String, String> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    merged.putAll(first);
    // Else the name would stay in the case in which it was put first.
    second.keySet().forEach(merged::remove);
    merged.putAll(second);
    return Collections.unmodifiableMap(merged);
  }

  /** Without the values of headers. */
  @Override
  public String toString() {
    String form = codec == null ? "" : ", " + codec.mediaType();
    String time = responseTimeout == null ? "" : ", " + responseTimeout.toMillis() + " ms";
    return "CallOptions[headers " + headers.keySet() + form + time + "]";
  }
}
