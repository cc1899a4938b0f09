package io.mesosjava.examples;

import io.mesosjava.framework.SessionState;
import io.mesosjava.framework.scheduler.SchedulerListener;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.PrintStream;

/** Prints all that goes on between the scheduler and its master. */
final class VerboseListener implements SchedulerListener {

  private final PrintStream out;

  VerboseListener(PrintStream out) {
    this.out = out;
  }

  @Override
  public void moved(SessionState from, SessionState to) {
    out.println("state " + from + " -> " + to);
  }

  @Override
  public void received(Event event) {
    print("event", event);
  }

  @Override
  public void sending(Call call) {
    print("call", call);
  }

  @Override
  public void callFailed(Call call, Throwable cause) {
    out.println("failed " + cause.getMessage());
  }

  private void print(String what, Object message) {
    out.println(what + " " + message.toString().strip().replaceAll("\\s+", " "));
  }
}
