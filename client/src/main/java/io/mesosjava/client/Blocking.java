package io.mesosjava.client;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Waiting for a stage. */
final class Blocking {

  private Blocking() {}

  /** What {@code stage} is completed with. */
  static <T extends @Nullable Object> T await(CompletableFuture<T> stage)
      throws IOException, InterruptedException {
    try {
      return stage.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException failure) {
        throw failure;
      }
      if (cause instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      if (cause instanceof RuntimeException ofAnInterceptor) {
        throw ofAnInterceptor;
      }
      throw new IllegalStateException(cause);
    }
  }

  /** Refuses to wait on the thread that everyone waits for. */
  static void check(boolean isIoThread) {
    if (isIoThread) {
      throw new IllegalStateException("a blocking method on the client's I/O thread");
    }
  }
}
