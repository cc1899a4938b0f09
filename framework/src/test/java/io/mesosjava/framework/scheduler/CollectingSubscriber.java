package io.mesosjava.framework.scheduler;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a publisher brings. */
final class CollectingSubscriber implements Flow.Subscriber<SchedulerEvent> {

  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private final BlockingQueue<SchedulerEvent> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();

  void request(long n) throws Exception {
    subscription.get(60, TimeUnit.SECONDS).request(n);
  }

  SchedulerEvent take() throws InterruptedException {
    SchedulerEvent event = events.poll(60, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("no event");
    }
    return event;
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  String awaitEnd() throws Exception {
    return end.get(60, TimeUnit.SECONDS);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.complete(given);
  }

  @Override
  public void onNext(SchedulerEvent event) {
    events.add(event);
  }

  @Override
  public void onError(Throwable failure) {
    end.complete("error: " + failure);
  }

  @Override
  public void onComplete() {
    end.complete("complete");
  }
}
