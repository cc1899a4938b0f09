package io.mesosjava.examples;

import io.mesosjava.client.ApiException;
import io.mesosjava.client.CallNotSentException;
import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.framework.offer.OfferDemand;
import io.mesosjava.framework.rule.TokenBucket;
import io.mesosjava.framework.scheduler.MasterEvent;
import io.mesosjava.framework.scheduler.ReceivedOffer;
import io.mesosjava.framework.scheduler.SchedulerEvent;
import io.mesosjava.framework.scheduler.SchedulerHandler;
import io.mesosjava.framework.scheduler.SchedulerListener;
import io.mesosjava.framework.scheduler.SchedulerSession;
import io.mesosjava.framework.scheduler.SessionEvent;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.scheduler.Call;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Launches command tasks, and ends when all have finished. The session keeps it subscribed,
 * acknowledges updates and reconciles; what is left is to answer offers and to keep the book.
 */
public final class ExampleScheduler implements SchedulerHandler {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SchedulerOptions options;
  private final SchedulerSession mesos;
  private final PrintStream out;
  private final TaskBook book;
  private final SchedulerMetrics metrics;
  private final ProgressLine progress;
  private final Set<Call.Reconcile.Task> known;
  private OfferDemand demand;
  private long lastPlaced = System.nanoTime();

  private ExampleScheduler(
      SchedulerOptions options,
      SchedulerSession mesos,
      Set<Call.Reconcile.Task> known,
      TaskBook book,
      SchedulerMetrics metrics,
      PrintStream out) {
    this.options = options;
    this.metrics = metrics;
    this.mesos = mesos;
    this.known = known;
    this.out = out;
    this.book = book;
    this.progress = new ProgressLine(out, options.live && !options.verbose);
    this.demand =
        OfferDemand.of(options.roles(), TokenBucket.of(options.reviveBurst, options.reviveWait));
  }

  /**
   * Runs the tasks that {@code options} describe and reports on {@code out}.
   *
   * @return 0 when all tasks have finished, 1 when one failed
   * @throws IllegalArgumentException if an option is out of its range
   * @throws IOException if no master can be reached, or the framework is refused
   * @throws InterruptedException if the thread is interrupted
   */
  public static int run(SchedulerOptions options, PrintStream out)
      throws IOException, InterruptedException {
    options.validate();
    SchedulerMetrics metrics = new SchedulerMetrics(options.server);
    InternalJobs jobs = new InternalJobs(metrics, options.server.jobRestartDelay, out);
    AutoCloseable server =
        options.server.metricsPort == 0 ? () -> {} : serve(metrics, options.server, jobs);
    try (server;
        ExecutorSource source = ExecutorSource.open(options, jobs, metrics, out)) {
      return run(options, new TaskBook(options, source.executor()), metrics, out);
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e); // closing a server throws nothing else
    }
  }

  private static AutoCloseable serve(
      SchedulerMetrics metrics, ServerOptions options, InternalJobs jobs) {
    HostAndPort address = options.metricsAddress();
    return jobs.inBackground(
        "metrics", () -> MetricsServer.start(address, options.metricsPath, metrics::text));
  }

  private static int run(
      SchedulerOptions options, TaskBook book, SchedulerMetrics metrics, PrintStream out)
      throws IOException, InterruptedException {
    Set<Call.Reconcile.Task> known = ConcurrentHashMap.newKeySet();
    SchedulerListener listener =
        options.verbose ? new VerboseListener(out).andThen(metrics) : metrics;
    try (SchedulerSession mesos = options.session(known).listener(listener).start()) {
      return new ExampleScheduler(options, mesos, known, book, metrics, out).run();
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
      mesos.teardown();
    } finally {
      progress.end();
      removeHook(teardown);
    }
    return summary(Duration.ofNanos(System.nanoTime() - started));
  }

  private void loop() throws IOException, InterruptedException {
    progress.show(book);
    while (!book.isDone()) {
      try {
        SchedulerEvent event = mesos.next(wantOffers());
        if (event == null) {
          throw new IOException("the session was closed");
        }
        handle(event);
      } catch (TimeoutException e) {
        // Nothing happened; what is due is done below and in the next turn.
      }
      progress.show(book);
      tellWhatIsAwaited();
    }
  }

  /** Revives or suppresses as the book demands; how long there is nothing more to do. */
  private Duration wantOffers() {
    for (String role : options.roles()) {
      demand = demand.want(role, book.hasPending());
    }
    OfferDemand.Step step = demand.step(System.nanoTime());
    demand = step.next();
    step.calls().forEach(mesos::sendAsync);
    Duration due = Duration.ofNanos(step.nanosUntilNext().orElse(PATIENCE.toNanos()));
    return due.compareTo(PATIENCE) < 0 ? due : PATIENCE;
  }

  /** Gives {@code event} to the method for its kind; none of them throws anything checked. */
  @Override
  public void handle(SchedulerEvent event) {
    long start = System.nanoTime();
    boolean well = false;
    try {
      SchedulerHandler.super.handle(event);
      well = true;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      metrics.handled(event, Duration.ofNanos(System.nanoTime() - start), well);
    }
  }

  @Override
  public void connected(SessionEvent.Connected event) {
    demand = demand.subscribed(mesos.suppressedRoles());
    String id = event.frameworkId().getValue();
    out.println("framework " + id + " subscribed at " + event.endpoint());
  }

  @Override
  public void disconnected(SessionEvent.Disconnected event) {
    demand = demand.disconnected();
    progress.end();
    out.println("disconnected: " + event.cause().getMessage());
  }

  @Override
  public void reconnected(SessionEvent.Reconnected event) {
    demand = demand.subscribed(mesos.suppressedRoles());
    out.println("subscribed again at " + event.endpoint());
  }

  @Override
  public void offers(MasterEvent.Offers event) throws IOException, InterruptedException {
    int launched = 0;
    for (ReceivedOffer offer : event.offers()) {
      metrics.offerReceived(offer.resources());
      launched += answer(offer);
    }
    metrics.launched(launched);
  }

  /** Launches what fits; how many tasks that is. */
  private int answer(ReceivedOffer offer) throws IOException, InterruptedException {
    List<TaskInfo> tasks = book.place(offer.offer());
    if (tasks.isEmpty()) {
      checkThatOneCanFit(offer);
      offer.decline(options.maxRefuse);
      metrics.offerDeclined();
      return 0;
    }
    lastPlaced = System.nanoTime();
    try {
      offer.accept().launch(tasks).refuseRest(options.maxRefuse).send().toCompletableFuture().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CallNotSentException || e.getCause() instanceof ApiException) {
        tasks.forEach(book::notLaunched);
        return 0;
      } // otherwise nobody knows, until the session reconciles
    }
    tasks.forEach(task -> known.add(question(task)));
    return tasks.size();
  }

  private static Call.Reconcile.Task question(TaskInfo task) {
    return Call.Reconcile.Task.newBuilder()
        .setTaskId(task.getTaskId())
        .setAgentId(task.getAgentId())
        .build();
  }

  /** A cluster of its own has nothing larger than what it offers first. */
  private void checkThatOneCanFit(ReceivedOffer offer) throws IOException {
    if (options.isEmbedded() && book.launched() == 0) {
      String offered = Resources.of(offer.resources()).unallocate().toString();
      throw new IOException(
          "no task fits: it needs "
              + book.need(options.roles().get(0))
              + ", the cluster has "
              + offered);
    }
  }

  @Override
  public void update(MasterEvent.Update event) {
    book.update(event.status());
    if (event.status().getState() == TaskState.TASK_FINISHED) {
      metrics.taskFinished();
    }
    TaskID id = event.status().getTaskId();
    if (!book.isLaunched(id.getValue())) {
      known.removeIf(question -> question.getTaskId().equals(id));
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
    String roles = String.join(", ", options.roles());
    out.println(
        "waiting for an offer to role " + roles + " of " + book.need(options.roles().get(0)));
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
      mesos.send(SchedulerCalls.teardown());
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
