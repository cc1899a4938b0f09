package io.mesosjava.testkit.stage;

/** Threads that come to their end. */
public final class Threads {

  private Threads() {}

  /** Waits until {@code thread} has ended, through interrupts, which are kept for later. */
  public static void awaitEnd(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
