package io.mesosjava.testkit;

import java.net.URI;

/**
 * One master of an {@link EmbeddedCluster}: its address, whether or not a process runs there. Safe
 * for use by any number of threads.
 */
public final class EmbeddedMaster {

  private final Masters masters;
  private final MasterSeat seat;

  EmbeddedMaster(Masters masters, MasterSeat seat) {
    this.masters = masters;
    this.seat = seat;
  }

  /** Where it listens, without a path, for example {@code http://127.0.0.1:5050}. */
  public URI uri() {
    return seat.uri();
  }

  /** Whether its process runs. While it does not, connections to {@link #uri} are refused. */
  public boolean isRunning() {
    return seat.state() != MasterSeat.State.DOWN;
  }

  /** Whether it leads. The others answer 307 with the way to it, as Mesos does. */
  public boolean isLeading() {
    return seat.state() == MasterSeat.State.LEADING;
  }

  /**
   * Ends its process at once: its connections break, and all that it knew and that is not in the
   * masters' common registry is lost. If it led, the next is elected when its session has ended
   * ({@link EmbeddedCluster.Builder#sessionTimeout}). Does nothing if it does not run.
   */
  public void kill() {
    masters.end(seat);
  }

  /**
   * Starts its process again, at the same address and with a new id, as a follower. Does nothing if
   * it runs.
   */
  public void restart() {
    masters.start(seat);
  }

  @Override
  public String toString() {
    return "master at " + uri() + " (" + seat.state() + ")";
  }
}
