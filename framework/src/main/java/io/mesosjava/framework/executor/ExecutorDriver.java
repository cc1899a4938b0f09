package io.mesosjava.framework.executor;

import com.google.protobuf.ByteString;
import io.mesosjava.client.ExecutorClient;
import io.mesosjava.framework.Announcer;
import io.mesosjava.framework.EventSource;
import io.mesosjava.framework.session.EventQueue;
import io.mesosjava.framework.session.Life;
import io.mesosjava.framework.session.SessionThread;
import io.mesosjava.framework.session.Sorting;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.executor.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An executor's session with its agent. It subscribes, and comes back to an agent that was
 * restarted; it keeps updates until they are acknowledged, and delivers all that happens as one
 * queue of events.
 *
 * <pre>{@code
 * ExecutorEnvironment environment = ExecutorEnvironment.read(System.getenv());
 * try (ExecutorDriver mesos = ExecutorDriver.builder(environment).start()) {
 *   for (ExecutorEvent event = mesos.next(); event != null; event = mesos.next()) {
 *     if (event instanceof AgentEvent.Launch launch) {
 *       launch.task().running();
 *       launch.task().finished();
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p><b>Events</b> are pulled with {@link #next()}, or handed to a handler ({@link #run}). They
 * come in the order in which they happened. The agent's events are queued without a limit, because
 * its orders to end come in the same stream; announcements wait for room.
 *
 * <p><b>The agent goes away.</b> With checkpointing, tasks go on, and the driver tries to come back
 * for {@code MESOS_RECOVERY_TIMEOUT}. Without, or after that time, the executor has to end.
 *
 * <p><b>End.</b> When the executor has to end there is a {@link DriverEvent.Shutdown}, and from
 * then on the process has {@code MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD} to end by itself; after that
 * it is {@linkplain HostProcess#halt halted}, whatever it does, and also if this driver is closed.
 * If the agent has sent SHUTDOWN, {@link #next()} gives null as soon as all tasks have ended and
 * their updates are acknowledged. If the driver cannot go on, {@link #next()} throws the reason
 * then.
 *
 * <p><b>Exit.</b> A process that ends in an orderly way, by {@link System#exit} or because main has
 * returned, is held up until all updates are acknowledged, no longer than that grace period: an end
 * that was told is not lost by an early exit.
 *
 * <p>All methods may be used by any thread, handlers included, but {@link #close()} not by what
 * hangs on a stage.
 */
public final class ExecutorDriver implements EventSource<ExecutorEvent>, Announcer<AnnouncedEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorDriver.class);

  private static final Duration LAST_STEPS = Duration.ofSeconds(5);

  /** What lets pass before an update that an agent could not take is sent again. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String name;
  private final ExecutorEnvironment environment;
  private final EventQueue<ExecutorEvent> queue;
  private final Reports reports;
  private final TaskTable tasks;
  private final ExecutorConversation conversation;
  private final SessionThread<Event> thread;
  private final Runnable exitHook;
  private volatile @Nullable Thread handler;

  ExecutorDriver(DriverSettings settings, ExecutorClient client) {
    this.environment = settings.environment();
    this.name = "mesos-executor-" + environment.executorId().getValue();
    this.queue = new EventQueue<>(settings.queueCapacity(), Sorting.none());
    long origin = System.nanoTime();
    LongSupplier clock = () -> System.nanoTime() - origin;
    StatusWriter writer =
        new StatusWriter(environment.executorId(), settings.wallClock(), settings.uuids());
    Ledger ledger = new Ledger(PAUSE.toNanos());
    this.reports = new Reports(environment.agent(), writer, settings.listener(), clock, ledger);
    this.tasks = new TaskTable(reports);
    GraceWatch grace = new GraceWatch(name, environment.shutdownGracePeriod(), settings.process());
    this.conversation =
        new ExecutorConversation(
            settings, client, queue, tasks, new ExecutorConversation.Desk(reports, grace, clock));
    this.thread =
        new SessionThread<>(
            name,
            conversation,
            AgentPatience.policy(environment.recovery()),
            clock,
            settings.chance());
    reports.onAlarm(thread::wake);
    this.exitHook = settings.process().beforeExit(this::lastUpdates);
    thread.start();
  }

  /** A builder of drivers of the executor that {@code environment} describes. */
  public static ExecutorDriverBuilder builder(ExecutorEnvironment environment) {
    return new ExecutorDriverBuilder(environment);
  }

  /** What the agent has told this executor at its start. */
  public ExecutorEnvironment environment() {
    return environment;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException why the driver has ended by itself, after {@link DriverEvent.Shutdown}
   */
  @Override
  public @Nullable ExecutorEvent next() throws IOException, InterruptedException {
    return queue.take();
  }

  /** {@inheritDoc} */
  @Override
  public @Nullable ExecutorEvent next(Duration timeout)
      throws IOException, InterruptedException, TimeoutException {
    return queue.take(TimeUnit.NANOSECONDS.convert(timeout));
  }

  /**
   * Handles events on this thread until the driver ends.
   *
   * @throws Exception what the handler threw, if it wants that; and as {@link #next()}
   */
  public void run(ExecutorEventHandler eventHandler) throws Exception {
    Objects.requireNonNull(eventHandler, "eventHandler");
    handler = Thread.currentThread();
    try {
      for (ExecutorEvent event = next(); event != null; event = next()) {
        handle(eventHandler, event);
      }
    } finally {
      handler = null;
    }
  }

  private static void handle(ExecutorEventHandler eventHandler, ExecutorEvent event)
      throws Exception {
    try {
      eventHandler.handle(event);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      eventHandler.failed(event, e);
    }
  }

  @Override
  public void announce(AnnouncedEvent event) throws InterruptedException {
    Objects.requireNonNull(event, "event");
    if (!putWithoutWaiting(event)) {
      checkTaken(queue.put(event));
    }
  }

  @Override
  public void announce(AnnouncedEvent event, Duration timeout)
      throws InterruptedException, TimeoutException {
    Objects.requireNonNull(event, "event");
    if (!putWithoutWaiting(event)) {
      checkTaken(queue.put(event, TimeUnit.NANOSECONDS.convert(timeout)));
    }
  }

  private boolean putWithoutWaiting(AnnouncedEvent event) {
    checkTaken(!queue.isEnded());
    boolean room = queue.tryPut(event);
    if (!room && Thread.currentThread() == handler) {
      throw new IllegalStateException(
          "the queue is full, and this thread, which handles its events, is to wait for room");
    }
    return room;
  }

  private static void checkTaken(boolean taken) {
    if (!taken) {
      throw new IllegalStateException("the driver has ended: it takes no more events");
    }
  }

  /**
   * Sends MESSAGE to the scheduler. The stage is completed when the agent has accepted it, which
   * does not mean that it arrives; exceptionally with a {@link io.mesosjava.client.CallException}
   * if it has not, also if the executor is not subscribed just now.
   */
  public CompletionStage<@Nullable Void> sendMessage(ByteString data) {
    return reports.message(Objects.requireNonNull(data, "data"));
  }

  /** The tasks that have not ended, in the order in which they came. */
  public List<ExecutorTask> tasks() {
    return tasks.living();
  }

  /** The task {@code id}, if it has not ended. */
  public Optional<ExecutorTask> task(TaskID id) {
    return tasks.find(id).filter(task -> !task.isEnded());
  }

  /**
   * Waits until the agent has acknowledged all updates, no longer than {@code patience}.
   *
   * @return false if it has not
   */
  public boolean awaitAcknowledged(Duration patience) throws InterruptedException {
    return reports.awaitAcknowledged(TimeUnit.NANOSECONDS.convert(patience));
  }

  /** How the driver is now. */
  public DriverStatus status() {
    Life life = thread.life();
    return new DriverStatus(
        life.state(),
        life.generation(),
        life.failures(),
        tasks.all().size(),
        reports.unacknowledged(),
        queue.size(),
        conversation.unknownEvents());
  }

  private void lastUpdates() {
    try {
      if (!awaitAcknowledged(environment.shutdownGracePeriod())) {
        LOG.warn("{}: {} updates were not acknowledged", name, reports.unacknowledged());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends the driver: waits until all updates are acknowledged, no longer than the grace period of a
   * shutdown, then unsubscribes; {@link #next()} gives null. Tasks that have not ended then fail,
   * as soon as the process ends. Does not wait for handlers, nor, if the thread is interrupted, for
   * acknowledgements.
   */
  @Override
  public void close() {
    lastUpdates();
    queue.close();
    thread.close();
    if (!thread.join(LAST_STEPS)) {
      LOG.warn("{}: did not end within {}", name, LAST_STEPS);
    }
    exitHook.run();
  }

  @Override
  public String toString() {
    return "ExecutorDriver[" + name + ", " + thread.life().state() + "]";
  }
}
