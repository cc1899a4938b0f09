package io.mesosjava.testkit.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What goes wrong on the connections of one API. Nothing at first. Safe for use by any thread.
 *
 * <p>A connection belongs to an API by the path of its latest request. Bytes that are held back are
 * not lost and do not change their order, as with TCP; what cannot be brought back in order ends
 * with its connection.
 */
public final class Interference {

  /** How records are spoiled. */
  public enum Damage {
    /** The record is of the announced length and cannot be decoded. */
    CONTENT,
    /** The length before the record is not a number. */
    LENGTH,
    /** The connection ends in the middle of the record. */
    TRUNCATED
  }

  /**
   * How bytes are let through.
   *
   * @param deaf what clients send is held back
   * @param mute what is sent to clients is held back
   * @param first the number of bytes of each write that go ahead of the rest, 0 for all
   * @param piece the number of bytes that go at a time, 0 for all
   * @param pause between two pieces
   * @param delay before each write
   */
  record Manner(boolean deaf, boolean mute, int first, int piece, Duration pause, Duration delay) {

    static final Manner PLAIN = new Manner(false, false, 0, 0, Duration.ZERO, Duration.ZERO);

    boolean isPlain() {
      return equals(PLAIN);
    }
  }

  private record Canned(Predicate<Request> requests, Function<Request, Response> answer) {}

  private final Set<Tap> taps = ConcurrentHashMap.newKeySet();
  private volatile Manner manner = Manner.PLAIN;
  private volatile boolean heartless;
  // Both guarded by this.
  private final ArrayDeque<Damage> damages = new ArrayDeque<>();
  private final ArrayDeque<Canned> answers = new ArrayDeque<>();

  /** Nothing is delivered of what clients send, until {@link #heal}. */
  public void holdRequests() {
    change(m -> new Manner(true, m.mute, m.first, m.piece, m.pause, m.delay));
  }

  /** Nothing is delivered of what is sent to clients, until {@link #heal}. */
  public void holdAnswers() {
    change(m -> new Manner(m.deaf, true, m.first, m.piece, m.pause, m.delay));
  }

  /** Whatever is sent goes {@code bytes} at a time, with a pause between, by the stage's clock. */
  public void drip(int bytes, Duration pause) {
    change(m -> new Manner(m.deaf, m.mute, 0, bytes, pause, m.delay));
  }

  /** The first {@code bytes} of whatever is sent go alone, a moment before the rest. */
  public void splitAt(int bytes) {
    change(m -> new Manner(m.deaf, m.mute, bytes, 0, m.pause, m.delay));
  }

  /** Whatever is sent goes {@code delay} later, by the stage's clock. */
  public void delay(Duration delay) {
    change(m -> new Manner(m.deaf, m.mute, m.first, m.piece, m.pause, delay));
  }

  /** No heartbeats are sent, until {@link #heal}. */
  public void silenceHeartbeats() {
    heartless = true;
  }

  /** Spoils the next record of any stream. */
  public synchronized void damage(Damage kind) {
    damages.add(kind);
  }

  /**
   * Answers the next {@code count} of {@code requests} by {@code answer}, on the thread that reads;
   * they go no further.
   */
  public synchronized void answer(
      int count, Predicate<Request> requests, Function<Request, Response> answer) {
    for (int i = 0; i < count; i++) {
      answers.add(new Canned(requests, answer));
    }
  }

  /** Ends the open connections. */
  public void cut() {
    taps.forEach(Tap::cut);
  }

  /** Ends the open connections with a reset. */
  public void reset() {
    taps.forEach(Tap::reset);
  }

  /**
   * Makes the open connections half-open: neither side hears anything more of the other, not even
   * that it ends. New connections are as they should be.
   */
  public void halfOpen() {
    taps.forEach(Tap::lose);
  }

  /**
   * Ends all that is going wrong: what was held back is let through; connections that were made
   * half-open end.
   */
  public void heal() {
    heartless = false;
    synchronized (this) {
      damages.clear();
      answers.clear();
    }
    change(m -> Manner.PLAIN);
    taps.forEach(Tap::find);
  }

  private void change(UnaryOperator<Manner> how) {
    synchronized (this) {
      manner = how.apply(manner);
    }
    taps.forEach(Tap::resume);
  }

  Manner manner() {
    return manner;
  }

  boolean isHeartless() {
    return heartless;
  }

  void join(Tap tap) {
    taps.add(tap);
  }

  void leave(Tap tap) {
    taps.remove(tap);
  }

  synchronized Optional<Damage> nextDamage() {
    return Optional.ofNullable(damages.poll());
  }

  Optional<Response> answerTo(Request request) {
    return canned(request).map(canned -> canned.answer.apply(request));
  }

  private synchronized Optional<Canned> canned(Request request) {
    for (Canned canned : answers) {
      if (canned.requests.test(request)) {
        answers.remove(canned);
        return Optional.of(canned);
      }
    }
    return Optional.empty();
  }
}
