package io.mesosjava.framework.scheduler;

import io.mesosjava.v1.scheduler.Call;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How an update is acknowledged: an agent sends the next one of a task only then, and this one
 * again until then. An update without a uuid, which the master has made itself, must not be
 * acknowledged, and is not. Safe for use by several threads.
 */
public final class Acknowledgement {

  private static final AtomicIntegerFieldUpdater<Acknowledgement> SENT =
      AtomicIntegerFieldUpdater.newUpdater(Acknowledgement.class, "sent");

  private final @Nullable Supplier<Call> call;
  private final Function<Call, CompletionStage<@Nullable Void>> calls;
  private volatile int sent; // 1 if it is; without an object of its own: there are many of these

  Acknowledgement(
      @Nullable Supplier<Call> call, Function<Call, CompletionStage<@Nullable Void>> calls) {
    this.call = call;
    this.calls = calls;
  }

  /** Whether the update is to be acknowledged at all. */
  public boolean isNeeded() {
    return call != null;
  }

  /** Whether it has been sent, by the session or the user. */
  public boolean isSent() {
    return sent != 0;
  }

  /**
   * Sends it, if it is needed and was not sent; otherwise does nothing. Completed when the master
   * has taken the call. If it fails, the update comes again, as another event.
   */
  public CompletionStage<@Nullable Void> send() {
    Supplier<Call> acknowledge = call;
    if (acknowledge == null || !SENT.compareAndSet(this, 0, 1)) {
      return CompletableFuture.completedFuture(null);
    }
    return calls.apply(acknowledge.get());
  }

  @Override
  public String toString() {
    return call == null ? "not needed" : isSent() ? "sent" : "not sent";
  }
}
