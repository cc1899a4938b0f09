package io.mesosjava.testkit.replay;

import io.mesosjava.testkit.link.Letter;
import io.mesosjava.testkit.link.Wire;
import io.mesosjava.v1.TaskStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Holds the agents' status updates back until their recorded time has come: processes here may be
 * faster than those that were recorded, and race with each other and with the clock.
 */
final class Gate {

  private record Pass(String task, String state) {

    static Pass of(TaskStatus status) {
      return new Pass(status.getTaskId().getValue(), status.getState().name());
    }
  }

  private record Held(Pass pass, Runnable delivery) {}

  /** What comes within so many milliseconds on several streams is one update. */
  private static final long SAME = 1000;

  private final Set<String> opened = new HashSet<>();

  // Both guarded by this.
  private final List<Held> held = new ArrayList<>();
  private final List<Pass> passes = new ArrayList<>();

  Wire around(Wire wire) {
    return (letter, delivery) -> carry(letter, () -> wire.carry(letter, delivery));
  }

  private void carry(Letter letter, Runnable onward) {
    if (!letter.message().equals("statusUpdate")) {
      onward.run();
      return;
    }
    Pass pass = letter.find(TaskStatus.class).map(Pass::of).orElseThrow();
    if (admits(pass, onward)) {
      onward.run();
    }
  }

  private synchronized boolean admits(Pass pass, Runnable onward) {
    boolean admitted = passes.remove(pass);
    if (!admitted) {
      held.add(new Held(pass, onward));
    }
    return admitted;
  }

  /**
   * Lets one update through that says what {@code expected} says, now or when it comes. Several
   * streams may expect the same.
   */
  void open(TaskStatus expected, long ms) {
    if (!opened.add(expected.getUuid() + " at " + ms / SAME)) {
      return;
    }
    Runnable onward = release(Pass.of(expected));
    onward.run();
  }

  private synchronized Runnable release(Pass pass) {
    for (Iterator<Held> waiting = held.iterator(); waiting.hasNext(); ) {
      Held one = waiting.next();
      if (one.pass.equals(pass)) {
        waiting.remove();
        return one.delivery;
      }
    }
    passes.add(pass);
    return () -> {};
  }
}
