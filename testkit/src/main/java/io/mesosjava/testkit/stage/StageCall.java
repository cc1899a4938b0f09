package io.mesosjava.testkit.stage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Work on the stage that somebody outside waits for. */
final class StageCall<T> implements Runnable {

  private final Supplier<T> work;
  private final CompletableFuture<T> answer = new CompletableFuture<>();

  StageCall(Supplier<T> work) {
    this.work = work;
  }

  @Override
  public void run() {
    try {
      answer.complete(work.get());
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  /** It will not be done any more. */
  void fail(String reason) {
    answer.completeExceptionally(new IllegalStateException(reason));
  }

  T await() {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
