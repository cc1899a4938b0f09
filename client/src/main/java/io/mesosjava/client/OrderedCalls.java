package io.mesosjava.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that go one after the other, and the line that they are on. When that must be left,
 * because another server is to be asked or other credentials are wanted, calls that had no effect
 * go on the next line, in their order, before those that came later. Confined to the I/O thread.
 */
final class OrderedCalls implements CallLine.Owner {

  private final Caller caller;
  private final Servers servers;
  private final Credentials credentials;
  private final ArrayDeque<PendingCall<?>> held = new ArrayDeque<>();
  private LeaderSearch search;
  private Optional<String> authorization = Optional.empty();
  private boolean found;
  private boolean renewed;
  private boolean busy;
  private @Nullable CallLine line;

  /** The calls that wait for other credentials. */
  private List<CallLine.Returned> renewing = List.of();

  OrderedCalls(Caller caller) {
    this.caller = caller;
    this.servers = caller.servers();
    this.credentials = caller.credentials();
    this.search = servers.search();
  }

  void accept(PendingCall<?> call) {
    held.add(call);
    if (line != null && !line.isLeaving()) {
      sendHeld(line);
      return;
    }
    if (!busy) {
      search = servers.search();
      ask();
    }
    watch(call);
  }

  /** On a line a call's time is the line's to watch, here it is ours. */
  @SuppressWarnings("FutureReturnValueIgnored") // What is ignored is that the alarm is not needed.
  private void watch(PendingCall<?> call) {
    if (!call.isUnlimited()) {
      long left = Math.max(0, call.left(System.nanoTime()));
      Alarm alarm = caller.alarm(left, () -> late(call));
      call.whenComplete((result, problem) -> alarm.off());
    }
  }

  private void late(PendingCall<?> call) {
    for (CallLine.Returned back : renewing) {
      if (back.call() == call) {
        back.late(search.current());
      }
    }
    if (held.remove(call)) {
      String why = line == null ? "no credentials" : "no place";
      call.notSent(search.current(), why + " within " + call.timeout(), null);
    }
  }

  private void hold(PendingCall<?> call) {
    held.add(call);
    watch(call);
  }

  private void sendHeld(CallLine to) {
    for (PendingCall<?> call = held.poll(); call != null; call = held.poll()) {
      to.calls().submit(call);
    }
  }

  /** Makes a line to the server that is to be asked, with the credentials that there are. */
  @SuppressWarnings("FutureReturnValueIgnored") // Either end of it is told by the next step.
  private void ask() {
    busy = true;
    credentials.current().whenComplete((value, problem) -> onLoop(() -> answered(value, problem)));
  }

  private void onLoop(Runnable step) {
    if (!caller.execute(step)) {
      // This thread is the only one left.
      failHeld(caller::notSent);
    }
  }

  private void answered(Optional<String> value, @Nullable Throwable problem) {
    if (caller.isClosed()) {
      failHeld(caller::notSent);
    } else if (problem != null) {
      String why = "no credentials: " + problem.getMessage();
      failHeld(call -> call.notSent(search.current(), why, problem));
    } else if (held.isEmpty()) {
      busy = false; // they could not wait so long
    } else {
      authorization = value;
      found = false;
      CallLine made = caller.newLine(search.current(), value, this);
      line = made;
      sendHeld(made);
      caller.start(made);
    }
  }

  private void failHeld(Consumer<PendingCall<?>> how) {
    busy = false;
    List<PendingCall<?>> failing = new ArrayList<>(held);
    held.clear();
    failing.forEach(how);
  }

  @Override
  public void accepted() {
    renewed = false;
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
  public boolean mayRenew() {
    return !renewed && !credentials.areFixed();
  }

  @Override
  public void ended(CallLine over, List<CallLine.Returned> returned) {
    caller.ended(over);
    line = null;
    busy = false;
    if (caller.isClosed()) {
      returned.forEach(back -> caller.notSent(back.call()));
      failHeld(caller::notSent);
    } else if (returned.stream().anyMatch(CallLine.Returned::isUnauthorized)) {
      renew(returned);
    } else {
      goOn(returned);
    }
  }

  private void goOn(List<CallLine.Returned> returned) {
    if (returned.isEmpty()) {
      search = servers.search();
    }
    List<PendingCall<?>> later = new ArrayList<>(held);
    held.clear();
    returned.stream().filter(back -> !back.call().isDone()).forEach(back -> hold(back.call()));
    held.addAll(later);
    if (!held.isEmpty()) {
      ask();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // As above.
  private void renew(List<CallLine.Returned> returned) {
    busy = true;
    renewed = true;
    renewing = returned;
    returned.forEach(back -> watch(back.call()));
    credentials
        .renewed(authorization)
        .whenComplete(
            (value, problem) -> onLoop(() -> goOn(stillWanted(returned, value, problem))));
  }

  /** Without those that nothing can be done for, because there are no other credentials. */
  private List<CallLine.Returned> stillWanted(
      List<CallLine.Returned> returned, Optional<String> value, @Nullable Throwable problem) {
    busy = false;
    renewing = List.of();
    if (problem == null && !value.equals(authorization)) {
      return returned;
    }
    List<CallLine.Returned> wanted = new ArrayList<>();
    for (CallLine.Returned back : returned) {
      if (back.isUnauthorized()) {
        back.unauthorized(problem);
      } else {
        wanted.add(back);
      }
    }
    return wanted;
  }
}
