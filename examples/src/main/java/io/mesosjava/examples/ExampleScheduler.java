package io.mesosjava.examples;

import static io.mesosjava.client.SchedulerCalls.accept;
import static io.mesosjava.client.SchedulerCalls.acknowledge;
import static io.mesosjava.client.SchedulerCalls.decline;
import static io.mesosjava.client.SchedulerCalls.refuseFor;
import static io.mesosjava.client.SchedulerCalls.revive;
import static io.mesosjava.client.SchedulerCalls.suppress;
import static io.mesosjava.client.SchedulerCalls.teardown;

import io.mesosjava.client.SchedulerClient;
import io.mesosjava.client.SchedulerSubscription;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.Filters;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Launches command tasks, acknowledges what becomes of them, and ends when all have finished.
 *
 * <p>This is the low-level way: one subscription, its events pulled in a loop, each call sent and
 * waited for. When the master goes away the scheduler ends with the reason.
 */
public final class ExampleScheduler {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SchedulerOptions options;
  private final SchedulerSubscription subscription;
  private final PrintStream out;
  private final TaskBook book;
  private final ProgressLine progress;
  private final Filters filters;
  private boolean suppressed;
  private long lastPlaced = System.nanoTime();

  private ExampleScheduler(
      SchedulerOptions options, SchedulerSubscription subscription, PrintStream out) {
    this.options = options;
    this.subscription = subscription;
    this.out = out;
    this.book = new TaskBook(options);
    this.progress = new ProgressLine(out, options.live && !options.verbose);
    this.filters = refuseFor(options.maxRefuse);
  }

  /**
   * Runs the tasks that {@code options} describe and reports on {@code out}.
   *
   * @return 0 when all tasks have finished, 1 when one failed
   * @throws IllegalArgumentException if an option is out of its range
   * @throws IOException if the master cannot be reached, refuses, or goes away
   * @throws InterruptedException if the thread is interrupted
   */
  public static int run(SchedulerOptions options, PrintStream out)
      throws IOException, InterruptedException {
    options.validate();
    FrameworkInfo framework = options.framework();
    try (SchedulerClient client =
            SchedulerClient.builder(options.master())
                .codec(options.codec.codec())
                .connectTimeout(options.timeout)
                .build();
        SchedulerSubscription subscription = client.subscribe(framework)) {
      return new ExampleScheduler(options, subscription, out).run();
    }
  }

  private int run() throws IOException, InterruptedException {
    long started = System.nanoTime();
    Thread teardown = new Thread(this::tearDownQuietly, "teardown");
    if (!options.isEmbedded()) {
      Runtime.getRuntime().addShutdownHook(teardown);
    }
    try {
      loop();
      subscription.send(teardown());
    } finally {
      progress.end();
      removeHook(teardown);
    }
    return summary(Duration.ofNanos(System.nanoTime() - started));
  }

  private void loop() throws IOException, InterruptedException {
    progress.show(book);
    while (!book.isDone()) {
      Event event;
      try {
        event = subscription.next(PATIENCE);
      } catch (TimeoutException e) {
        tellWhatIsAwaited();
        continue;
      }
      if (event == null) {
        throw new IOException(subscription.endpoint() + " ended the subscription");
      }
      handle(event);
      progress.show(book);
      tellWhatIsAwaited();
    }
  }

  private void handle(Event event) throws IOException, InterruptedException {
    verbose("event", event);
    switch (event.getType()) {
      case SUBSCRIBED -> {
        String id = event.getSubscribed().getFrameworkId().getValue();
        out.println("framework " + id + " subscribed at " + subscription.endpoint());
      }
      case OFFERS -> {
        for (Offer offer : event.getOffers().getOffersList()) {
          answer(offer);
        }
      }
      case UPDATE -> update(event.getUpdate().getStatus());
      case ERROR ->
          throw new IOException(
              subscription.endpoint() + " refused: " + event.getError().getMessage());
      default -> {} // nothing here depends on the others
    }
  }

  private void answer(Offer offer) throws IOException, InterruptedException {
    List<TaskInfo> tasks = book.place(offer);
    if (tasks.isEmpty()) {
      checkThatOneCanFit(offer);
      send(decline(List.of(offer.getId()), filters));
    } else {
      lastPlaced = System.nanoTime();
      Offer.Operation launch =
          Offer.Operation.newBuilder()
              .setType(Offer.Operation.Type.LAUNCH)
              .setLaunch(Offer.Operation.Launch.newBuilder().addAllTaskInfos(tasks))
              .build();
      send(accept(List.of(offer.getId()), List.of(launch), filters));
    }
    wantOffers(book.hasPending());
  }

  /** A cluster of its own has nothing larger than what it offers first. */
  private void checkThatOneCanFit(Offer offer) throws IOException {
    if (options.isEmbedded() && book.launched() == 0) {
      String offered = Resources.of(offer.getResourcesList()).unallocate().toString();
      throw new IOException(
          "no task fits: it needs " + book.need(options.role) + ", the cluster has " + offered);
    }
  }

  /** The update is handled before it is acknowledged: if handling fails, it comes again. */
  private void update(TaskStatus status) throws IOException, InterruptedException {
    book.update(status);
    if (status.hasUuid()) {
      send(acknowledge(status));
    }
    wantOffers(book.hasPending());
  }

  private void wantOffers(boolean wanted) throws IOException, InterruptedException {
    if (wanted == suppressed) {
      send(wanted ? revive() : suppress());
      suppressed = !wanted;
    }
  }

  private void send(Call call) throws IOException, InterruptedException {
    verbose("call", call);
    subscription.send(call);
  }

  private void verbose(String what, Object message) {
    if (options.verbose) {
      out.println(what + " " + message.toString().strip().replaceAll("\\s+", " "));
    }
  }

  /** Now and then, while there are tasks to launch and no offer has been large enough. */
  private void tellWhatIsAwaited() {
    long now = System.nanoTime();
    if (!book.hasPending() || now - lastPlaced < PATIENCE.toNanos()) {
      return;
    }
    lastPlaced = now;
    progress.end();
    out.println("waiting for an offer to role " + options.role + " of " + book.need(options.role));
  }

  private int summary(Duration elapsed) {
    out.printf(
        "%d of %d tasks finished in %.1f s%s%n",
        book.count(TaskBook.Phase.FINISHED),
        book.size(),
        elapsed.toNanos() / 1e9,
        book.relaunches() == 0 ? "" : " (" + book.relaunches() + " launched again)");
    book.failure().ifPresent(reason -> out.println("failed: " + reason));
    return book.failure().isPresent() ? 1 : 0;
  }

  /** For the shutdown hook: the user pressed Ctrl-C, and nothing of this framework may remain. */
  private void tearDownQuietly() {
    try {
      subscription.send(teardown());
    } catch (IOException e) {
      out.println("the framework was not torn down: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The shutdown has begun: the hook is at work.
    }
  }
}
