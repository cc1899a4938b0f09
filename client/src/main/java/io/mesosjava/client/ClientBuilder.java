package io.mesosjava.client;

import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.recordio.RecordLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The options that all clients have. A builder is not safe for use from several threads.
 *
 * <p><b>Addresses</b> of servers have one of these forms, each with or without a path:
 *
 * <ul>
 *   <li>{@code http://host:port}, port 80 unless given;
 *   <li>{@code https://host:port}, port 443 unless given: see {@link #tls};
 *   <li>{@code http+unix://%2Frun%2Fagent.sock}: the unix domain socket at {@code /run/agent.sock},
 *       whose path is percent-encoded. Mesos agents give executors the path of theirs in {@code
 *       MESOS_DOMAIN_SOCKET}; they serve nothing but {@code /slave(N)/api/v1} and {@code
 *       /slave(N)/api/v1/executor} there, so the default path begins with {@code /slave(1)}.
 * </ul>
 *
 * @param <C> the calls of the client
 * @param <E> the events of its streams
 * @param <B> the builder itself
 */
public abstract sealed class ClientBuilder<
        C extends Message, E extends Message, B extends ClientBuilder<C, E, B>>
    permits SchedulerClient.Builder,
        ExecutorClient.Builder,
        ResourceProviderClient.Builder,
        MasterClient.Builder,
        AgentClient.Builder {

  private static final String ACCEPT_ENCODING = "Accept-Encoding";

  private final List<URI> servers;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private Codec codec = Codec.protobuf();
  private Timeouts timeouts = Timeouts.STANDARD;
  private Limits limits = Limits.STANDARD;
  private Security security = Security.STANDARD;
  private ConnectionListener listener = ConnectionListener.none();
  private boolean gzip;
  private Interceptors<C, E> interceptors = new Interceptors<>(List.of());

  ClientBuilder(List<URI> servers) {
    this.servers = List.copyOf(servers);
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("no address (expected: at least one)");
    }
  }

  ClientBuilder(Settings settings, Interceptors<C, E> interceptors) {
    this(settings.servers());
    this.interceptors = interceptors;
    headers.putAll(settings.headers());
    codec = settings.codec();
    timeouts = settings.timeouts();
    limits = settings.limits();
    security = settings.security();
    listener = settings.listener();
    gzip = headers.remove(ACCEPT_ENCODING) != null;
  }

  abstract B self();

  /** The form in which messages travel; {@link Codec#protobuf()} unless set. */
  public B codec(Codec codec) {
    this.codec = Objects.requireNonNull(codec, "codec");
    return self();
  }

  /**
   * How long one connection may take to be made, from looking up the name to being ready for
   * requests; 5 s unless set. 1 ms to 1 day.
   */
  public B connectTimeout(Duration timeout) {
    this.timeouts = timeouts.withConnect(timeout);
    return self();
  }

  /**
   * How long a call may take from being submitted to being answered, and SUBSCRIBE from being sent
   * to the head of its answer; 75 s (five heartbeats of a Mesos master) unless set. 1 ms to 1 day.
   * Nothing waits longer for a {@link CredentialsProvider} either, waiting calls and streams
   * included. When SUBSCRIBE is refused, the body that says why may take 1 s more; what of it has
   * come by then is told.
   */
  public B responseTimeout(Duration timeout) {
    this.timeouts = timeouts.withResponse(timeout);
    return self();
  }

  /**
   * How long an event stream may be silent before the subscription is ended, from the head of the
   * answer to SUBSCRIBE on; 75 s (five heartbeats of a Mesos master) unless set. 1 ms to 1 day, or
   * zero: for ever. Any byte counts. While events wait for the consumer and reading is stopped (see
   * {@link #maxBufferedBytes}), no time passes; when reading goes on, the whole time begins again.
   */
  public B streamIdleTimeout(Duration timeout) {
    this.timeouts = timeouts.withStreamIdle(timeout);
    return self();
  }

  /** What is refused in an event stream; {@link RecordLimits#STANDARD} unless set. */
  public B recordLimits(RecordLimits limits) {
    this.limits = this.limits.withRecords(Objects.requireNonNull(limits, "limits"));
    return self();
  }

  /**
   * Sends {@code name: value} with every request. A second value for a name, in any case, replaces
   * the first.
   *
   * @throws IllegalArgumentException if the name is not a token or is a header that the client sets
   *     itself, or if the value is not printable ASCII
   */
  public B header(String name, String value) {
    HeaderRules.check(name, value);
    headers.put(name, value);
    return self();
  }

  /**
   * How many calls may be sent before the first of them is answered; 1024 unless set. 1 sends a
   * call only when the one before it was answered. Whatever the depth, calls reach the server in
   * the order in which they were submitted.
   */
  public B pipelineDepth(int depth) {
    this.limits = limits.withPipelineDepth(depth);
    return self();
  }

  /**
   * How many calls of a subscription may be without an answer, sent or not; 16 384 unless set. When
   * so many are, an asynchronous call fails at once with {@link CallNotSentException}, and a
   * blocking one waits for room.
   */
  public B maxPendingCalls(int calls) {
    this.limits = limits.withPendingCalls(calls);
    return self();
  }

  /**
   * How many bytes of events may wait for the consumer before reading stops; 1 MiB unless set.
   * Reading goes on when half of them have been taken. The limit can be exceeded by what one read
   * brings and by one record.
   */
  public B maxBufferedBytes(int bytes) {
    this.limits = limits.withBufferedBytes(bytes);
    return self();
  }

  /**
   * How servers at {@code https} addresses are trusted; unless set, as the JVM trusts, without a
   * client certificate.
   */
  public B tls(TlsOptions options) {
    this.security = security.with(Objects.requireNonNull(options, "options"));
    return self();
  }

  /**
   * How the client shows who it is; it does not unless set. A client that sets the header {@code
   * Authorization} itself cannot be built with credentials.
   */
  public B credentials(CredentialsProvider provider) {
    this.security = security.with(Objects.requireNonNull(provider, "provider"));
    return self();
  }

  /** Connections go through {@code proxy}; they go through none unless set. */
  public B proxy(HttpProxy proxy) {
    this.security = security.with(Objects.requireNonNull(proxy, "proxy"));
    return self();
  }

  /**
   * Whether the server may compress its answers; false unless set. Mesos does so from 1024 bytes
   * on, and never with event streams. It saves network for processor time, on both sides.
   */
  public B gzip(boolean accept) {
    this.gzip = accept;
    return self();
  }

  /** Tells {@code listener} what happens to the connections; it replaces one set before. */
  public B connectionListener(ConnectionListener listener) {
    this.listener = GuardedListener.of(Objects.requireNonNull(listener, "listener"));
    return self();
  }

  /**
   * Adds {@code interceptor}, which stands around calls and events; of several, the one that was
   * added first is the nearest to the user. There are none unless added.
   */
  public B interceptor(Interceptor<C, E> interceptor) {
    this.interceptors = interceptors.with(Objects.requireNonNull(interceptor, "interceptor"));
    return self();
  }

  /**
   * How many redirects to a leading master are followed for one call; 5 unless set. A redirect is
   * followed to the same scheme only. The master that accepts is remembered for later calls. With 0
   * none is followed: the call fails with {@link ApiException}, whose {@link ApiException#leader()}
   * says where it should have gone.
   */
  public B maxRedirects(int redirects) {
    this.limits = limits.withRedirects(redirects);
    return self();
  }

  final Interceptors<C, E> interceptors() {
    return interceptors;
  }

  Settings settings() {
    if (headers.containsKey("Authorization")
        && !security.credentials().equals(CredentialsProvider.none())) {
      throw new IllegalArgumentException(
          "header: Authorization, beside credentials (expected: one of them)");
    }
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    if (gzip) {
      copy.put(ACCEPT_ENCODING, "gzip");
    }
    return new Settings(
        servers, codec, timeouts, limits, security, listener, Collections.unmodifiableMap(copy));
  }
}
