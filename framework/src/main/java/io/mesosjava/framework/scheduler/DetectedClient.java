package io.mesosjava.framework.scheduler;

import io.mesosjava.client.SchedulerClient;
import io.mesosjava.framework.MasterDetector;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The client of the masters that were detected last: another one when they are others. Confined to
 * the session's thread where nothing else is said.
 */
final class DetectedClient implements AutoCloseable {

  private static final URI NOT_DETECTED = URI.create("masters:not-detected");

  private final MasterDetector detector;
  private final Function<List<URI>, SchedulerClient> clients;
  private List<URI> masters = List.of();
  // Read by any thread.
  private volatile URI first = NOT_DETECTED;
  private volatile @Nullable SchedulerClient present;

  DetectedClient(MasterDetector detector, Function<List<URI>, SchedulerClient> clients) {
    this.detector = detector;
    this.clients = clients;
  }

  /** As {@link #client()}, with {@code known} masters. Before the session's thread is started. */
  DetectedClient begin(List<URI> known) {
    replace(known);
    return this;
  }

  /** The client of the masters as they are now. */
  SchedulerClient client() throws IOException, InterruptedException {
    List<URI> now = List.copyOf(detector.masters());
    if (now.isEmpty()) {
      throw new IOException(detector + ": no masters (expected: at least one)");
    }
    SchedulerClient client = present;
    if (client != null && now.equals(masters)) {
      return client;
    }
    try {
      return replace(now);
    } catch (IllegalArgumentException e) {
      throw new IOException(detector + ": " + now + ": " + e.getMessage(), e);
    }
  }

  private SchedulerClient replace(List<URI> now) {
    SchedulerClient next = clients.apply(now);
    close();
    masters = now;
    first = now.get(0);
    present = next;
    return next;
  }

  /** One of the masters, for messages. For any thread. */
  URI master() {
    return first;
  }

  /** Whether the calling thread is the I/O thread of the client. For any thread. */
  boolean isIoThread() {
    SchedulerClient client = present;
    return client != null && client.isIoThread();
  }

  @Override
  public void close() {
    SchedulerClient client = present;
    if (client != null) {
      client.close();
    }
  }
}
