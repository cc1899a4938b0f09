package io.mesosjava.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Sends the calls of a client that belong to no subscription: on one connection, in the order in
 * which they were submitted, to the server that takes them. A connection is made when there is a
 * call for it.
 */
final class Caller implements AutoCloseable {

  private static final String CLOSED = "the client is closed";

  private final Settings settings;
  private final Servers servers;
  private final Transport transport;
  private final Semaphore room;
  private final Set<CallLine> lines = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  // Confined to the I/O thread.
  private final ArrayDeque<PendingCall<?>> held = new ArrayDeque<>();
  private LeaderSearch search;
  private boolean found;
  private @Nullable CallLine line;

  Caller(Subscriber subscriber) {
    this.settings = subscriber.settings();
    this.servers = subscriber.servers();
    this.transport = subscriber.transport();
    this.room = new Semaphore(settings.limits().pendingCalls());
    this.search = servers.search();
  }

  /** One permit is a place for one call; {@link #submit} gives it back when the call is over. */
  Semaphore room() {
    return room;
  }

  /** Adds {@code call}, which has a place, to the end of the line. From any thread. */
  @SuppressWarnings("FutureReturnValueIgnored") // What is ignored is that a place was given back.
  void submit(PendingCall<?> call) {
    call.whenComplete((result, problem) -> room.release());
    if (!execute(() -> accept(call))) {
      notSent(call);
    }
  }

  /** Refuses {@code call}, for which there is no place. From any thread. */
  void refuse(PendingCall<?> call, String why) {
    call.notSent(servers.current(), why, null);
  }

  private void notSent(PendingCall<?> call) {
    call.notSent(servers.current(), CLOSED, null);
  }

  private boolean execute(Runnable task) {
    try {
      transport.loop().execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      // The I/O thread has ended, because the client was closed.
      return false;
    }
  }

  private void accept(PendingCall<?> call) {
    held.add(call);
    if (line == null) {
      search = servers.search();
      openLine();
    } else if (!line.isLeaving()) {
      sendHeld(line);
    }
  }

  private void sendHeld(CallLine line) {
    for (PendingCall<?> call = held.poll(); call != null; call = held.poll()) {
      line.calls().submit(call);
    }
  }

  private void openLine() {
    found = false;
    line = newLine(search.current(), new Ordered());
    sendHeld(line);
    start(line);
  }

  private CallLine newLine(Endpoint server, CallLine.Owner owner) {
    CallLine made = new CallLine(server, settings, transport, owner);
    lines.add(made);
    return made;
  }

  private void start(CallLine made) {
    if (closed) {
      made.close(CLOSED);
    } else {
      made.open();
    }
  }

  /** What becomes of the calls that go one after the other. */
  private final class Ordered implements CallLine.Owner {

    @Override
    public void accepted() {
      if (!found) {
        search.found();
        found = true;
        search = servers.search();
      }
    }

    @Override
    public boolean isForAnother(CallException problem) {
      return search.next(problem) != null;
    }

    @Override
    public Throwable failure(CallException problem) {
      Throwable failure = search.failure();
      search = servers.search();
      return failure;
    }

    @Override
    public boolean isFirst(Endpoint server) {
      return search.current().isSameServer(server);
    }

    @Override
    public void ended(CallLine over, List<PendingCall<?>> moved) {
      lines.remove(over);
      line = null;
      List<PendingCall<?>> later = new ArrayList<>(held);
      held.clear();
      held.addAll(moved);
      held.addAll(later);
      if (closed) {
        held.forEach(Caller.this::notSent);
        held.clear();
      } else if (!moved.isEmpty()) {
        openLine();
      } else if (!held.isEmpty()) {
        search = servers.search();
        openLine();
      }
    }
  }

  /**
   * Sends {@code call} on a connection of its own, which ends with it: it may wait for long, and
   * calls that come later must not wait behind it. From any thread.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // What is ignored is that the line was closed.
  void submitAlone(PendingCall<?> call) {
    CallLine alone = newLine(servers.current(), new Alone());
    call.whenComplete((result, problem) -> alone.close("the call is over"));
    boolean executed =
        execute(
            () -> {
              alone.calls().submit(call);
              start(alone);
            });
    if (!executed) {
      lines.remove(alone);
      notSent(call);
    }
  }

  /** What becomes of a call that has a connection of its own: it fails where it is refused. */
  private final class Alone implements CallLine.Owner {

    @Override
    public void accepted() {
      // The next call asks the same server anyway.
    }

    @Override
    public boolean isForAnother(CallException problem) {
      return false;
    }

    @Override
    public Throwable failure(CallException problem) {
      return problem;
    }

    @Override
    public boolean isFirst(Endpoint server) {
      return true;
    }

    @Override
    public void ended(CallLine over, List<PendingCall<?>> moved) {
      lines.remove(over);
    }
  }

  /** Ends every connection. The I/O thread is ended by whoever made it, after this. */
  @Override
  public void close() {
    closed = true;
    lines.forEach(open -> open.close(CLOSED));
  }
}
