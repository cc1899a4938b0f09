package io.mesosjava.benchmarks.wire;

import io.mesosjava.client.SchedulerClient;
import io.mesosjava.client.SchedulerSubscription;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.net.URI;

/** This library. */
final class MesosJavaContender implements Contender {

  private final SchedulerClient client;
  private SchedulerSubscription subscription;

  @SuppressWarnings("NullAway.Init") // subscribe() comes first.
  MesosJavaContender(Scenario scenario, int port) {
    this.client =
        SchedulerClient.builder(URI.create("http://127.0.0.1:" + port))
            .codec(scenario.codec())
            .build();
  }

  @Override
  public void subscribe() throws Exception {
    subscription =
        client.subscribe(FrameworkInfo.newBuilder().setUser("root").setName("benchmark").build());
  }

  @Override
  public void events(Sink sink) throws Exception {
    Event event;
    while ((event = subscription.next()) != null) {
      sink.event(event);
    }
  }

  @Override
  public void call(Call call, Runnable done) {
    subscription
        .sendAsync(call)
        .whenComplete(
            (nothing, failure) -> {
              if (failure != null && !subscription.isEnded()) {
                failure.printStackTrace();
              }
              done.run();
            });
  }

  @Override
  public void close() {
    subscription.close();
    client.close();
  }
}
