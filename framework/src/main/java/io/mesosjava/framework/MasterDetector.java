package io.mesosjava.framework;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Finds out where the masters of a cluster are: from a list, from ZooKeeper, from a name service.
 *
 * <p>A session asks before each of its attempts to subscribe, on its own thread. It closes nothing:
 * a detector that holds connections belongs to whoever made it.
 */
@FunctionalInterface
public interface MasterDetector {

  /**
   * Where the masters are, {@code http://host:port} or {@code https://host:port} each, the one that
   * is likely to lead first. One that leads is enough: it need not be all of them. May wait until
   * it can tell; the thread is interrupted when the session is closed.
   *
   * @return at least one
   * @throws IOException if that cannot be told now; the session asks again after its back-off
   */
  List<URI> masters() throws IOException, InterruptedException;

  /**
   * Masters that are always at the same addresses.
   *
   * @throws IllegalArgumentException if there are none
   */
  static MasterDetector of(List<URI> masters) {
    List<URI> copy = List.copyOf(masters);
    if (copy.isEmpty()) {
      throw new IllegalArgumentException("masters: none (expected: at least one)");
    }
    return () -> copy;
  }
}
