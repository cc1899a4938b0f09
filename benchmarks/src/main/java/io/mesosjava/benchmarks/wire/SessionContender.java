package io.mesosjava.benchmarks.wire;

import io.mesosjava.framework.Backoff;
import io.mesosjava.framework.scheduler.AcknowledgementMode;
import io.mesosjava.framework.scheduler.MasterEvent;
import io.mesosjava.framework.scheduler.SchedulerEvent;
import io.mesosjava.framework.scheduler.SchedulerSession;
import io.mesosjava.framework.scheduler.SessionEvent;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.net.URI;
import java.time.Duration;

/** This library's session, on top of its client. */
final class SessionContender implements Contender {

  private final Scenario scenario;
  private final URI master;
  private SchedulerSession session;
  private volatile boolean closing;

  @SuppressWarnings("NullAway.Init") // subscribe() comes first.
  SessionContender(Scenario scenario, int port) {
    this.scenario = scenario;
    this.master = URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void subscribe() {
    FrameworkInfo framework =
        FrameworkInfo.newBuilder()
            .setUser("root")
            .setName("benchmark")
            .setFailoverTimeout(60)
            .build();
    session =
        SchedulerSession.builder(master, framework)
            .client(client -> client.codec(scenario.codec()))
            .acknowledgement(AcknowledgementMode.EXPLICIT)
            .backoff(Backoff.constant(Duration.ofHours(1))) // One subscription is all.
            .start();
  }

  @Override
  public void events(Sink sink) throws Exception {
    SchedulerEvent event;
    while ((event = session.next()) != null) {
      if (event instanceof MasterEvent.Update update) {
        sink.update(update.status());
      } else if (event instanceof MasterEvent sent) {
        sink.other(sent.message());
      } else if (event instanceof SessionEvent.Connected) {
        sink.other(Event.newBuilder().setType(Event.Type.SUBSCRIBED).build());
      } else if (event instanceof SessionEvent.Disconnected) {
        return;
      }
    }
  }

  @Override
  public void call(Call call, Runnable done) {
    session
        .sendAsync(call)
        .whenComplete(
            (nothing, failure) -> {
              if (failure != null && !closing) {
                failure.printStackTrace();
                Runtime.getRuntime().halt(1); // a call that was not made must not count
              }
              done.run();
            });
  }

  @Override
  public void close() {
    closing = true;
    session.close();
  }
}
