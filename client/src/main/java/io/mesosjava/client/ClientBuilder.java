package io.mesosjava.client;

import io.mesosjava.codec.Codec;
import io.mesosjava.recordio.RecordLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The options that all clients have. A builder is not safe for use from several threads.
 *
 * @param <B> the builder itself
 */
public abstract sealed class ClientBuilder<B extends ClientBuilder<B>>
    permits SchedulerClient.Builder, ExecutorClient.Builder {

  private static final Duration LONGEST = Duration.ofDays(1);

  private final URI master;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private Codec codec = Codec.protobuf();
  private Duration connectTimeout = Duration.ofSeconds(5);
  private Duration responseTimeout = Duration.ofSeconds(75);
  private Duration streamIdleTimeout = Duration.ofSeconds(75);
  private RecordLimits recordLimits = RecordLimits.STANDARD;
  private int pipelineDepth = 1024;
  private int maxPendingCalls = 16_384;
  private int maxBufferedBytes = 1 << 20;

  ClientBuilder(URI master) {
    this.master = Objects.requireNonNull(master, "master");
  }

  ClientBuilder(Settings settings) {
    this(settings.master());
    headers.putAll(settings.headers());
    codec = settings.codec();
    connectTimeout = settings.connectTimeout();
    responseTimeout = settings.responseTimeout();
    streamIdleTimeout = settings.streamIdleTimeout();
    recordLimits = settings.recordLimits();
    pipelineDepth = settings.pipelineDepth();
    maxPendingCalls = settings.maxPendingCalls();
    maxBufferedBytes = settings.maxBufferedBytes();
  }

  abstract B self();

  /** The form in which messages travel; {@link Codec#protobuf()} unless set. */
  public B codec(Codec codec) {
    this.codec = Objects.requireNonNull(codec, "codec");
    return self();
  }

  /** How long one TCP connection may take to be made; 5 s unless set. 1 ms to 1 day. */
  public B connectTimeout(Duration timeout) {
    this.connectTimeout = checkTimeout("connectTimeout", timeout);
    return self();
  }

  /**
   * How long a call may take from being submitted to being answered, and SUBSCRIBE from being sent
   * to the head of its answer; 75 s (five heartbeats of a Mesos master) unless set. 1 ms to 1 day.
   * When SUBSCRIBE is refused, the body that says why may take 1 s more; what of it has come by
   * then is told.
   */
  public B responseTimeout(Duration timeout) {
    this.responseTimeout = checkTimeout("responseTimeout", timeout);
    return self();
  }

  /**
   * How long an event stream may be silent before the subscription is ended, from the head of the
   * answer to SUBSCRIBE on; 75 s (five heartbeats of a Mesos master) unless set. 1 ms to 1 day, or
   * zero: for ever. Any byte counts. While events wait for the consumer and reading is stopped (see
   * {@link #maxBufferedBytes}), no time passes; when reading goes on, the whole time begins again.
   */
  public B streamIdleTimeout(Duration timeout) {
    this.streamIdleTimeout =
        timeout.isZero() ? timeout : checkTimeout("streamIdleTimeout", timeout);
    return self();
  }

  /** What is refused in an event stream; {@link RecordLimits#STANDARD} unless set. */
  public B recordLimits(RecordLimits limits) {
    this.recordLimits = Objects.requireNonNull(limits, "limits");
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
    this.pipelineDepth = checkPositive("pipelineDepth", depth);
    return self();
  }

  /**
   * How many calls of a subscription may be without an answer, sent or not; 16 384 unless set. When
   * so many are, an asynchronous call fails at once with {@link CallNotSentException}, and a
   * blocking one waits for room.
   */
  public B maxPendingCalls(int calls) {
    this.maxPendingCalls = checkPositive("maxPendingCalls", calls);
    return self();
  }

  /**
   * How many bytes of events may wait for the consumer before reading stops; 1 MiB unless set.
   * Reading goes on when half of them have been taken. The limit can be exceeded by what one read
   * brings and by one record.
   */
  public B maxBufferedBytes(int bytes) {
    this.maxBufferedBytes = checkPositive("maxBufferedBytes", bytes);
    return self();
  }

  Settings settings() {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    return new Settings(
        master,
        codec,
        connectTimeout,
        responseTimeout,
        streamIdleTimeout,
        recordLimits,
        Collections.unmodifiableMap(copy),
        pipelineDepth,
        maxPendingCalls,
        maxBufferedBytes);
  }

  private static Duration checkTimeout(String name, Duration timeout) {
    if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + ": " + timeout + " (expected: 1 ms to 1 day)");
    }
    return timeout;
  }

  private static int checkPositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
    }
    return value;
  }
}
