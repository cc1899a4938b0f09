package io.mesosjava.testkit;

import io.mesosjava.testkit.http.Interference;
import io.mesosjava.testkit.http.Interference.Damage;
import io.mesosjava.testkit.http.Request;
import io.mesosjava.testkit.http.Response;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What can go wrong between a cluster and its clients, at the sockets of some or all of its {@link
 * Endpoint}s. Get it from {@link EmbeddedCluster#faults()}.
 *
 * <pre>{@code
 * cluster.faults().at(Endpoint.SCHEDULER).silenceHeartbeats();
 * cluster.faults().at(Endpoint.SCHEDULER).answer(503, 2, "ACKNOWLEDGE");
 * }</pre>
 *
 * <p>A fault lasts until {@link #heal}, where the method does not say otherwise. Held bytes are not
 * lost and arrive in order, as with TCP. Delays pass by the cluster's clock. Safe for use by any
 * number of threads.
 */
public final class Faults {

  private final Map<Endpoint, Interference> interferences;
  private final Set<Endpoint> scope;
  private final Chronicle chronicle;

  /** At {@code scope}; what is done is written into {@code chronicle}. */
  Faults(Map<Endpoint, Interference> interferences, Set<Endpoint> scope, Chronicle chronicle) {
    this.interferences = interferences;
    this.scope = scope;
    this.chronicle = chronicle;
  }

  /** The same, at these endpoints only. */
  public Faults at(Endpoint endpoint, Endpoint... more) {
    return new Faults(interferences, EnumSet.of(endpoint, more), chronicle);
  }

  /** Closes the connections that are open now. */
  public void cut() {
    each("connections are cut", Interference::cut);
  }

  /** Closes the connections that are open now with a TCP reset. */
  public void reset() {
    each("connections are reset", Interference::reset);
  }

  /**
   * Makes the connections that are open now half-open: both sides take them for open, and nothing
   * passes any more, not even the end. Connections made later work. {@link #heal} closes them.
   */
  public void halfOpen() {
    each("connections become half-open", Interference::halfOpen);
  }

  /** Holds back all that clients send. */
  public void blackHoleRequests() {
    each("requests are held back", Interference::holdRequests);
  }

  /** Holds back all that is sent to clients. */
  public void blackHoleAnswers() {
    each("answers are held back", Interference::holdAnswers);
  }

  /**
   * Sends {@code bytes} at a time, with a pause between.
   *
   * @throws IllegalArgumentException if {@code bytes} is not positive or {@code pause} is negative
   */
  public void drip(int bytes, Duration pause) {
    Checks.atLeastOne("bytes", bytes);
    Checks.notNegative("pause", pause);
    each(bytes + " bytes every " + pause, interference -> interference.drip(bytes, pause));
  }

  /**
   * Sends the first {@code bytes} of each answer and of each chunk of a stream ahead, and the rest
   * a few milliseconds later.
   *
   * @throws IllegalArgumentException if {@code bytes} is not positive
   */
  public void splitAt(int bytes) {
    Checks.atLeastOne("bytes", bytes);
    each("split at " + bytes, interference -> interference.splitAt(bytes));
  }

  /**
   * Sends everything {@code delay} later.
   *
   * @throws IllegalArgumentException if {@code delay} is negative
   */
  public void delay(Duration delay) {
    Checks.notNegative("delay", delay);
    each("delayed by " + delay, interference -> interference.delay(delay));
  }

  /** Sends no heartbeats; all else goes on. */
  public void silenceHeartbeats() {
    each("no heartbeats", Interference::silenceHeartbeats);
  }

  /** Makes the next record of each endpoint's streams one that cannot be decoded. Once. */
  public void corruptRecord() {
    each("the next record is corrupt", interference -> interference.damage(Damage.CONTENT));
  }

  /** Makes the length before the next record of each endpoint's streams no number. Once. */
  public void corruptLength() {
    each("the next length is corrupt", interference -> interference.damage(Damage.LENGTH));
  }

  /** Closes the connection in the middle of the next record of each endpoint's streams. Once. */
  public void truncateRecord() {
    each("the next record is truncated", interference -> interference.damage(Damage.TRUNCATED));
  }

  /**
   * Answers the next {@code count} requests with {@code status}; masters and agents do not get to
   * see them.
   *
   * @throws IllegalArgumentException if {@code status} is not 200 to 599, or {@code count} is not
   *     positive
   */
  public void answer(int status, int count) {
    check(status, count);
    chronicle.fault("the next " + count + " requests are answered " + status + " at " + scope);
    for (Endpoint endpoint : scope) {
      interference(endpoint).answer(count, request -> true, canned(endpoint, status));
    }
  }

  /**
   * As {@link #answer(int, int)}, for calls of one type.
   *
   * @param callType for example {@code ACKNOWLEDGE}
   * @throws IllegalArgumentException if none of the endpoints has such a call
   */
  public void answer(int status, int count, String callType) {
    List<Endpoint> knowing = scope.stream().filter(e -> e.callTypes().contains(callType)).toList();
    if (knowing.isEmpty()) {
      throw new IllegalArgumentException(
          "callType: " + callType + " (expected: a type of a call to one of " + scope + ")");
    }
    check(status, count);
    chronicle.fault("the next " + count + " " + callType + " are answered " + status);
    for (Endpoint endpoint : knowing) {
      interference(endpoint).answer(count, ofType(endpoint, callType), canned(endpoint, status));
    }
  }

  private static Predicate<Request> ofType(Endpoint endpoint, String callType) {
    return request ->
        Calls.in(request, endpoint).filter(call -> Calls.type(call).equals(callType)).isPresent();
  }

  private static void check(int status, int count) {
    Checks.status("status", status);
    Checks.atLeastOne("count", count);
  }

  private Function<Request, Response> canned(Endpoint endpoint, int status) {
    return request -> {
      Calls.in(request, endpoint)
          .ifPresent(call -> chronicle.called(RecordedCall.of(chronicle, endpoint, call, status)));
      return Response.text(status, status + " by an injected fault.");
    };
  }

  /** Ends all faults at these endpoints; what was held back arrives. */
  public void heal() {
    each("healed", Interference::heal);
  }

  private void each(String what, Consumer<Interference> fault) {
    chronicle.fault(what + " at " + scope);
    scope.forEach(endpoint -> fault.accept(interference(endpoint)));
  }

  private Interference interference(Endpoint endpoint) {
    return Objects.requireNonNull(interferences.get(endpoint), "endpoint");
  }
}
