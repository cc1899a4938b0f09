package io.mesosjava.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of one client: what its provider has said, asked for by one thread at a time,
 * however many wait. For any thread; stages are completed on the thread that asks the provider, or
 * at once.
 */
final class Credentials implements AutoCloseable {

  private static final String CLOSED = "the client is closed";

  private final CredentialsProvider provider;
  private final String job;
  private final ScheduledExecutorService alarms;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by lock.
  private @Nullable CompletableFuture<Optional<String>> answer;
  private @Nullable Thread asking;
  private boolean closed;

  /**
   * Credentials whose thread, when there is one, is named for its {@code job}.
   *
   * @param alarms tells when a wait is over
   */
  Credentials(CredentialsProvider provider, String job, ScheduledExecutorService alarms) {
    this.provider = provider;
    this.alarms = alarms;
    this.job = job + "-credentials";
    if (provider instanceof FixedCredentials fixed) {
      answer = CompletableFuture.completedFuture(Optional.ofNullable(fixed.value()));
    }
  }

  /** Whether {@link #renewed} never gives others. */
  boolean areFixed() {
    return provider instanceof FixedCredentials;
  }

  /** The value to send. The stage fails with {@link IOException} if there is none to be had. */
  CompletableFuture<Optional<String>> current() {
    lock.lock();
    try {
      CompletableFuture<Optional<String>> known = answer;
      return known != null && !known.isCompletedExceptionally() ? known : ask(null);
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #current()}, but the stage fails when {@code most} has passed. */
  CompletableFuture<Optional<String>> current(Duration most) {
    return within(most, current());
  }

  /** As {@link #renewed(Optional)}, but the stage fails when {@code most} has passed. */
  CompletableFuture<Optional<String>> renewed(Optional<String> rejected, Duration most) {
    return within(most, renewed(rejected));
  }

  /** Who asks gives up; the provider goes on, for those who ask later. */
  @SuppressWarnings("FutureReturnValueIgnored") // Either end of them is told by what is returned.
  private CompletableFuture<Optional<String>> within(
      Duration most, CompletableFuture<Optional<String>> asked) {
    if (asked.isDone()) {
      return asked;
    }
    CompletableFuture<Optional<String>> bounded = new CompletableFuture<>();
    try {
      Alarm alarm =
          Alarm.in(
              most.toNanos(),
              alarms,
              () -> bounded.completeExceptionally(late(most.toMillis() + " ms")));
      asked.whenComplete(
          (value, problem) -> {
            if (problem == null) {
              bounded.complete(value);
            } else {
              bounded.completeExceptionally(problem);
            }
            alarm.off();
          });
    } catch (RejectedExecutionException e) {
      bounded.completeExceptionally(new IOException(CLOSED, e));
    }
    return bounded;
  }

  /** The provider has not answered within {@code time}. */
  static IOException late(String time) {
    return new SocketTimeoutException("the provider has not answered within " + time);
  }

  /** The value to send after {@code rejected} was answered 401; perhaps the same. */
  CompletableFuture<Optional<String>> renewed(Optional<String> rejected) {
    lock.lock();
    try {
      CompletableFuture<Optional<String>> known = answer;
      boolean open = known != null && !known.isDone();
      boolean other =
          known != null
              && !known.isCompletedExceptionally()
              && known.isDone()
              && !known.join().equals(rejected);
      if (open || other || areFixed()) {
        return Objects.requireNonNull(known);
      }
      return ask(rejected.orElse(null));
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<Optional<String>> ask(@Nullable String rejected) {
    CompletableFuture<Optional<String>> asked = new CompletableFuture<>();
    if (closed) {
      asked.completeExceptionally(new IOException(CLOSED));
      return asked;
    }
    answer = asked;
    Thread thread = new Thread(() -> ask(rejected, asked), job);
    thread.setDaemon(true);
    asking = thread;
    thread.start();
    return asked;
  }

  private void ask(@Nullable String rejected, CompletableFuture<Optional<String>> asked) {
    try {
      String value = provider.authorization(rejected);
      if (value != null) {
        HeaderRules.checkSecret("Authorization", value);
      }
      asked.complete(Optional.ofNullable(value));
    } catch (IOException e) {
      asked.completeExceptionally(e);
    } catch (InterruptedException e) {
      asked.completeExceptionally(new IOException(CLOSED, e));
    } catch (RuntimeException | Error e) {
      // The provider is the user's code; nobody else would tell of it.
      asked.completeExceptionally(new IOException("credentials: " + e, e));
    }
  }

  /** Interrupts the thread that asks, if there is one; nobody waits for what it does then. */
  @Override
  public void close() {
    CompletableFuture<Optional<String>> open;
    lock.lock();
    try {
      closed = true;
      open = answer;
      if (asking != null) {
        asking.interrupt();
      }
    } finally {
      lock.unlock();
    }
    if (open != null) {
      open.completeExceptionally(new IOException(CLOSED));
    }
  }
}
