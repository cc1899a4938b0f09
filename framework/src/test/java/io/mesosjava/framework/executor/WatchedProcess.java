package io.mesosjava.framework.executor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A process of which a test sees how it ends. */
final class WatchedProcess implements HostProcess {

  private final CompletableFuture<Integer> halted = new CompletableFuture<>();
  private final AtomicReference<Runnable> hook = new AtomicReference<>(() -> {});

  @Override
  public void halt(int status) {
    halted.complete(status);
  }

  @Override
  public Runnable beforeExit(Runnable action) {
    hook.set(action);
    return () -> hook.set(() -> {});
  }

  /** What would happen if the process ended in an orderly way. */
  void exit() {
    hook.get().run();
  }

  int awaitHalt() throws Exception {
    return halted.get(60, TimeUnit.SECONDS);
  }

  boolean isHalted() {
    return halted.isDone();
  }
}
