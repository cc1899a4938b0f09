package io.mesosjava.testkit.link;

import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong between one agent and its master. Nothing at first. For any thread. */
public final class Disruption {

  private final AtomicInteger dropped = new AtomicInteger();
  private final AtomicInteger duplicated = new AtomicInteger();
  private volatile boolean partitioned;

  /** Nothing arrives any more, either way. */
  public void partition() {
    partitioned = true;
  }

  /** Messages arrive again; those lost are lost. */
  public void heal() {
    partitioned = false;
    dropped.set(0);
    duplicated.set(0);
  }

  /** The next {@code count} status updates of tasks are lost on their way to the master. */
  public void dropUpdates(int count) {
    dropped.addAndGet(count);
  }

  /** The next {@code count} status updates of tasks reach the master twice. */
  public void duplicateUpdates(int count) {
    duplicated.addAndGet(count);
  }

  /** A wire on which that happens to what {@code wire} would carry. */
  public Wire around(Wire wire) {
    return (letter, delivery) -> {
      if (partitioned || (isUpdate(letter) && spend(dropped))) {
        return;
      }
      wire.carry(letter, delivery);
      if (isUpdate(letter) && spend(duplicated)) {
        wire.carry(letter, delivery);
      }
    };
  }

  private static boolean isUpdate(Letter letter) {
    return letter.message().equals("statusUpdate");
  }

  private static boolean spend(AtomicInteger count) {
    return count.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }
}
