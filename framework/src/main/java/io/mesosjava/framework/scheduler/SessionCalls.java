package io.mesosjava.framework.scheduler;

import io.mesosjava.client.CallNotSentException;
import io.mesosjava.client.CallOutcomeUnknownException;
import io.mesosjava.client.SchedulerSubscription;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of calls: over the subscription there is. Notes what calls change for the next
 * subscription. Safe for use by any number of threads.
 */
final class SessionCalls implements BoundCalls {

  private static final String OVER = "the session is over";

  /** A subscription that takes calls. */
  private record Line(long generation, SchedulerSubscription subscription) {}

  private final Supplier<URI> master;
  private final SchedulerListener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private final Condition answered = lock.newCondition();
  // Guarded by lock; held while a call is handed to the subscription, which does not wait, so that
  // what is noted is in the order in which calls are sent.
  private final RegistrationBook book;
  private final OutstandingOffers offers = new OutstandingOffers();
  private @Nullable Line line;
  private boolean over;
  private int underWay;

  /**
   * No way yet.
   *
   * @param master where a call would go, for those that do not
   */
  SessionCalls(Supplier<URI> master, Registration registration, SchedulerListener listener) {
    this.master = master;
    this.book = new RegistrationBook(registration);
    this.listener = listener;
  }

  /** What the next SUBSCRIBE is to say. */
  Registration registration() {
    lock.lock();
    try {
      return book.now();
    } finally {
      lock.unlock();
    }
  }

  /** Calls go over {@code subscription}, which was made with {@code said}. */
  void open(long generation, SchedulerSubscription subscription, Registration said) {
    lock.lock();
    try {
      line = new Line(generation, subscription);
      book.now().changesSince(said).forEach(change -> submit(change, subscription));
      opened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Offers came, or were rescinded. */
  void received(Event event) {
    lock.lock();
    try {
      offers.received(event);
    } finally {
      lock.unlock();
    }
  }

  /** There is no subscription. */
  void shut() {
    lock.lock();
    try {
      line = null;
      offers.clear();
    } finally {
      lock.unlock();
    }
  }

  /** There will be none any more. */
  void end() {
    lock.lock();
    try {
      line = null;
      over = true;
      opened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until calls can be sent; false if they never can, or not within {@code nanos}. */
  boolean awaitOpen(long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (line == null && !over && left > 0) {
        left = opened.awaitNanos(left);
      }
      return line != null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public CompletionStage<@Nullable Void> send(Call call, long generation) {
    CompletionStage<@Nullable Void> outcome;
    lock.lock();
    try {
      Line present = line;
      outcome =
          present == null || present.generation() != generation
              ? notSent(call, "the subscription that it belongs to, " + generation + ", is over")
              : submit(call, present.subscription());
    } finally {
      lock.unlock();
    }
    return told(call, outcome);
  }

  CompletionStage<@Nullable Void> send(Call call) {
    CompletionStage<@Nullable Void> outcome;
    lock.lock();
    try {
      book.check(call);
      Line present = line;
      outcome = present == null ? withoutLine(call) : overLine(call, present.subscription());
    } finally {
      lock.unlock();
    }
    return told(call, outcome);
  }

  private CompletionStage<@Nullable Void> overLine(Call call, SchedulerSubscription subscription) {
    Optional<String> objection = offers.objection(call);
    return objection.isPresent() ? notSent(call, objection.get()) : submit(call, subscription);
  }

  private CompletionStage<@Nullable Void> withoutLine(Call call) {
    boolean isNoted = call.getType() == Call.Type.SUPPRESS || call.getType() == Call.Type.REVIVE;
    if (isNoted && !over) {
      book.sending(call);
      return CompletableFuture.completedFuture(null);
    }
    return notSent(call, over ? OVER : "the session is not subscribed now");
  }

  /** What is said of a call that comes after the end; null before it. */
  @Nullable CallNotSentException refusalAfterEnd(Call call) {
    lock.lock();
    try {
      return over
          ? new CallNotSentException(call.getType().name(), master.get(), OVER, null)
          : null;
    } finally {
      lock.unlock();
    }
  }

  private CompletionStage<@Nullable Void> notSent(Call call, String problem) {
    return CompletableFuture.failedFuture(
        new CallNotSentException(call.getType().name(), master.get(), problem, null));
  }

  private CompletionStage<@Nullable Void> submit(Call call, SchedulerSubscription subscription) {
    CompletionStage<@Nullable Void> outcome;
    book.sending(call);
    try {
      outcome = subscription.sendAsync(call);
    } catch (RuntimeException e) { // something is missing: it was not sent
      book.answered(call, false);
      throw e;
    }
    underWay++;
    return outcome.whenComplete((done, failure) -> answered(call, failure));
  }

  private void answered(Call call, @Nullable Throwable failure) {
    lock.lock();
    try {
      underWay--;
      answered.signalAll();
      if (failure == null) {
        offers.taken(call);
      }
      // An update that may have had its effect must not be undone by the next SUBSCRIBE.
      book.answered(
          call, failure == null || causeOf(failure) instanceof CallOutcomeUnknownException);
    } finally {
      lock.unlock();
    }
  }

  private CompletionStage<@Nullable Void> told(Call call, CompletionStage<@Nullable Void> outcome) {
    long start = System.nanoTime();
    listener.sending(call);
    return outcome.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            listener.callFailed(call, causeOf(failure));
          } else {
            listener.callTaken(call, Duration.ofNanos(System.nanoTime() - start));
          }
        });
  }

  private static Throwable causeOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /**
   * Waits for the answers to the calls that are under way, no longer than {@code patience}; what is
   * not answered by then ends with the subscription: not sent, or of unknown outcome.
   */
  void drain(Duration patience) {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (underWay > 0 && left > 0) {
        left = answered.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
