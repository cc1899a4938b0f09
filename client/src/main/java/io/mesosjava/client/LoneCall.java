package io.mesosjava.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that has a connection of its own, and fails where it is refused. */
final class LoneCall implements CallLine.Owner {

  private final Caller caller;
  private final Servers servers;
  private final Credentials credentials;
  private final PendingCall<?> call;
  private Optional<String> authorization = Optional.empty();
  private boolean renewed;

  LoneCall(Caller caller, PendingCall<?> call) {
    this.caller = caller;
    this.servers = caller.servers();
    this.credentials = caller.credentials();
    this.call = call;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Either end of it is told by the next step.
  void begin() {
    credentials.current(patience()).whenComplete(this::answered);
  }

  /** For credentials; there is an end also for a call that may wait for ever. */
  private Duration patience() {
    return call.isUnlimited()
        ? caller.settings().timeouts().response()
        : Duration.ofNanos(Math.max(0, call.left(System.nanoTime())));
  }

  private void answered(Optional<String> value, @Nullable Throwable problem) {
    if (problem != null) {
      String why = "no credentials: " + problem.getMessage();
      call.notSent(servers.current(), why, problem);
    } else if (!caller.execute(() -> ask(value))) {
      caller.notSent(call);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // What is ignored is that the line was closed.
  private void ask(Optional<String> value) {
    authorization = value;
    CallLine alone = caller.newLine(servers.current(), value, this);
    call.whenComplete((result, problem) -> alone.close("the call is over"));
    alone.calls().submit(call);
    caller.start(alone);
  }

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
  public boolean mayRenew() {
    return !renewed && !credentials.areFixed();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // As above.
  public void ended(CallLine over, List<CallLine.Returned> returned) {
    caller.ended(over);
    for (CallLine.Returned back : returned) {
      renewed = true;
      credentials
          .renewed(authorization, patience())
          .whenComplete((value, problem) -> renewed(back, value, problem));
    }
  }

  private void renewed(
      CallLine.Returned back, Optional<String> value, @Nullable Throwable problem) {
    if (problem != null || value.equals(authorization)) {
      back.unauthorized(problem);
    } else {
      answered(value, null);
    }
  }
}
