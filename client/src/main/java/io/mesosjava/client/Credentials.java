package io.mesosjava.client;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of one client: what its provider has said, asked for by one thread at a time,
 * however many wait. For any thread; stages are completed on the thread that asks the provider, or
 * at once.
 */
final class Credentials implements AutoCloseable {

  private final CredentialsProvider provider;
  private final String job;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by lock.
  private @Nullable CompletableFuture<Optional<String>> answer;
  private @Nullable Thread asking;
  private boolean closed;

  /** Credentials whose thread, when there is one, is named for its {@code job}. */
  Credentials(CredentialsProvider provider, String job) {
    this.provider = provider;
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
      asked.completeExceptionally(new IOException("the client is closed"));
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
      asked.completeExceptionally(new IOException("the client is closed", e));
    } catch (RuntimeException | Error e) {
      // The provider is the user's code; nobody else would tell of it.
      asked.completeExceptionally(new IOException("credentials: " + e, e));
    }
  }

  /** Interrupts the thread that asks, if there is one. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (asking != null) {
        asking.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }
}
