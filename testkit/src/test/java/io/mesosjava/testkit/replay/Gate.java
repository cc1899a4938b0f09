package io.mesosjava.testkit.replay;

import io.mesosjava.testkit.link.Letter;
import io.mesosjava.testkit.link.Wire;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.TaskStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Holds the agents' status updates back until their recorded time has come: processes here may be
 * faster than those that were recorded, and race with each other and with the clock. So are the
 * ends of executors, and agents that start again.
 */
final class Gate {

  private record Pass(String task, String state) {

    static Pass of(TaskStatus status) {
      return new Pass(status.getTaskId().getValue(), status.getState().name());
    }
  }

  /** The ends of an executor that its agent told of, and that were recorded. */
  private static final class Ends {
    int toHold;
    int open;
    final Queue<Runnable> held = new ArrayDeque<>();
  }

  private record Held(Pass pass, Runnable delivery) {}

  /** What comes within so many milliseconds on several streams is one update. */
  private static final long SAME = 1000;

  /** How often each update was expected on each stream. */
  private final Map<String, Map<Integer, Integer>> expected = new HashMap<>();

  // All guarded by this.
  private boolean holding;
  private Runnable registered = () -> {};
  private final List<Held> held = new ArrayList<>();
  private final List<Pass> passes = new ArrayList<>();
  private final Map<ExecutorID, Ends> ends = new HashMap<>();

  Wire around(Wire wire) {
    return (letter, delivery) -> carry(letter, () -> wire.carry(letter, delivery));
  }

  private void carry(Letter letter, Runnable onward) {
    if (letter.message().equals("reregister") && holds(onward)) {
      return;
    }
    if (letter.message().equals("executorExited")
        && !letter.find(ExecutorID.class).map(id -> mayEnd(id, onward)).orElseThrow()) {
      return;
    }
    if (!letter.message().equals("statusUpdate")) {
      onward.run();
      return;
    }
    Pass pass = letter.find(TaskStatus.class).map(Pass::of).orElseThrow();
    if (admits(pass, onward)) {
      onward.run();
    }
  }

  private synchronized boolean holds(Runnable registration) {
    if (holding) {
      registered = registration;
    }
    return holding;
  }

  /** Keeps agents that come back from registering, until {@link #admitRegistrations}. */
  synchronized void holdRegistrations() {
    holding = true;
  }

  /** Lets the agent register that tried last. */
  void admitRegistrations() {
    Runnable latest;
    synchronized (this) {
      latest = registered;
      registered = () -> {};
      holding = false;
    }
    latest.run();
  }

  /** Keeps the news of as many ends of this executor to itself, until {@link #openEnd}. */
  synchronized void holdEnd(ExecutorID executor) {
    ends.computeIfAbsent(executor, id -> new Ends()).toHold++;
  }

  private synchronized boolean mayEnd(ExecutorID executor, Runnable onward) {
    Ends of = ends.get(executor);
    if (of == null || of.toHold == 0) {
      return true;
    }
    of.toHold--;
    if (of.open > 0) {
      of.open--;
      return true;
    }
    of.held.add(onward);
    return false;
  }

  /** Lets the news of one end of {@code executor} through, now or when it comes. */
  void openEnd(ExecutorID executor) {
    Runnable news = () -> {};
    synchronized (this) {
      Ends of = ends.computeIfAbsent(executor, id -> new Ends());
      if (of.held.isEmpty()) {
        of.open++;
      } else {
        news = of.held.remove();
      }
    }
    news.run();
  }

  private synchronized boolean admits(Pass pass, Runnable onward) {
    boolean admitted = passes.remove(pass);
    if (!admitted) {
      held.add(new Held(pass, onward));
    }
    return admitted;
  }

  /**
   * Lets one update through that says what {@code status} says, now or when it comes. Several
   * streams may expect the same, each as often as it comes.
   *
   * @param stream the number of the one that expects it
   */
  void open(TaskStatus status, long ms, int stream) {
    Map<Integer, Integer> counts =
        expected.computeIfAbsent(status.getUuid() + " at " + ms / SAME, u -> new HashMap<>());
    int before = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (counts.merge(stream, 1, Integer::sum) > before) {
      release(Pass.of(status)).run();
    }
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
