package io.mesosjava.framework.executor;

import com.google.protobuf.ByteString;
import io.mesosjava.ProtocolException;
import io.mesosjava.client.ExecutorCalls;
import io.mesosjava.client.ExecutorClient;
import io.mesosjava.framework.SessionState;
import io.mesosjava.framework.session.Conversation;
import io.mesosjava.framework.session.EventQueue;
import io.mesosjava.framework.session.Life;
import io.mesosjava.framework.session.Link;
import io.mesosjava.framework.session.SessionFailure;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.executor.Call;
import io.mesosjava.v1.executor.Event;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An executor's part in its session. Confined to the driver's thread where nothing else is said.
 *
 * <p>It never waits for the user: SHUTDOWN and acknowledgements come in the same stream as all
 * else, and must be seen also when the user's code hangs.
 */
final class ExecutorConversation implements Conversation<Event> {

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorDriver.class);

  private final DriverSettings settings;
  private final ExecutorEnvironment environment;
  private final ExecutorClient client;
  private final EventQueue<ExecutorEvent> queue;
  private final Reports reports;
  private final TaskTable tasks;
  private final GraceWatch grace;
  private final LongSupplier clock;

  private @Nullable SubscriptionLink link;
  private Call.Subscribe said = Call.Subscribe.getDefaultInstance();
  private long generation;
  private Optional<Event.Subscribed> welcome = Optional.empty();
  private boolean wasSubscribed;
  private long nextHeartbeat = Long.MAX_VALUE;
  private CompletableFuture<@Nullable Void> heartbeat = CompletableFuture.completedFuture(null);

  // Read by any thread.
  private final AtomicLong unknownEvents = new AtomicLong();

  ExecutorConversation(
      DriverSettings settings,
      ExecutorClient client,
      EventQueue<ExecutorEvent> queue,
      TaskTable tasks,
      Desk desk) {
    this.settings = settings;
    this.environment = settings.environment();
    this.client = client;
    this.queue = queue;
    this.tasks = tasks;
    this.reports = desk.reports();
    this.grace = desk.grace();
    this.clock = desk.clock();
  }

  /** What the driver shares with its conversation. */
  record Desk(Reports reports, GraceWatch grace, LongSupplier clock) {}

  /** For any thread. */
  long unknownEvents() {
    return unknownEvents.get();
  }

  @Override
  public Link<Event> connect(long attempt, Wait<Event> wait)
      throws IOException, InterruptedException, SessionFailure {
    generation = attempt;
    said = reports.subscribe();
    try {
      Link<Event> opened =
          wait.until(
              () ->
                  new SubscriptionLink(
                      client.subscribe(environment.frameworkId(), environment.executorId(), said)));
      link = (SubscriptionLink) opened;
      return opened;
    } catch (IllegalArgumentException e) {
      throw new SessionFailure(new IOException("SUBSCRIBE cannot be sent: " + e.getMessage(), e));
    }
  }

  @Override
  public boolean isHopeless(IOException failure) {
    return grace.isArmed()
        || AgentPatience.isHopeless(failure, environment.checkpoint(), wasSubscribed);
  }

  @Override
  public boolean received(Event event) throws IOException, SessionFailure {
    settings.listener().received(event);
    switch (event.getType()) {
      case SUBSCRIBED -> {
        if (welcome.isPresent()) {
          throw new ProtocolException("SUBSCRIBED came twice on one stream");
        }
        welcome = Optional.of(event.getSubscribed());
        return true;
      }
      case LAUNCH -> launch(event);
      case LAUNCH_GROUP -> launchGroup(event);
      case KILL -> kill(event);
      case ACKNOWLEDGED ->
          acknowledged(event.getAcknowledged().getTaskId(), event.getAcknowledged().getUuid());
      case MESSAGE -> put(new AgentEvent.Message(event.getMessage().getData(), generation));
      case SHUTDOWN -> shutdown();
      case ERROR ->
          throw new SessionFailure(new IOException("the agent: " + event.getError().getMessage()));
      case HEARTBEAT -> watch();
      case UNKNOWN -> {
        unknownEvents.incrementAndGet();
        put(new AgentEvent.Unknown(event, generation));
      }
    }
    return false;
  }

  /** An agent that sends heartbeats, as those of Mesos 1.10 and later do, must go on to. */
  private void watch() {
    if (link != null) {
      link.watch(settings.agentSilence());
    }
  }

  private void put(ExecutorEvent event) {
    queue.putAtOnce(event);
  }

  private void ignored(Event event, String why) {
    LOG.warn("{} is ignored: {}", event.getType(), why);
    settings.listener().ignored(event, why);
  }

  private void launch(Event event) {
    TaskInfo task = event.getLaunch().getTask();
    Optional<ExecutorTask> launched = tasks.launch(task);
    if (launched.isPresent()) {
      put(new AgentEvent.Launch(launched.get(), generation));
    } else {
      ignored(event, "task " + task.getTaskId().getValue() + " is there already");
    }
  }

  private void launchGroup(Event event) {
    List<ExecutorTask> group = new ArrayList<>();
    for (TaskInfo task : event.getLaunchGroup().getTaskGroup().getTasksList()) {
      Optional<ExecutorTask> launched = tasks.launch(task);
      launched.ifPresent(group::add);
      if (launched.isEmpty()) {
        ignored(event, "task " + task.getTaskId().getValue() + " is there already");
      }
    }
    if (!group.isEmpty()) {
      put(new AgentEvent.LaunchGroup(group, generation));
    }
  }

  private void kill(Event event) {
    TaskID id = event.getKill().getTaskId();
    Optional<ExecutorTask> task = tasks.find(id).filter(found -> !found.isEnded());
    if (task.isPresent()) {
      Duration period = task.get().killGrace(event.getKill().getKillPolicy());
      put(new AgentEvent.Kill(task.get(), period, generation));
    } else {
      ignored(event, "task " + id.getValue() + " is not there, or has ended");
    }
  }

  private void acknowledged(TaskID task, ByteString uuid) throws SessionFailure {
    if (!reports.acknowledged(task, uuid)) {
      LOG.debug("an update of task {} was acknowledged more than once", task.getValue());
    }
    tasks.tidy(task);
    endIfDone();
  }

  private void shutdown() throws SessionFailure {
    if (grace.arm()) {
      put(shutdownEvent(Optional.empty()));
    }
    if (welcome.isEmpty()) {
      throw new SessionFailure(new EOFException("SHUTDOWN instead of SUBSCRIBED"));
    }
    endIfDone();
  }

  private DriverEvent.Shutdown shutdownEvent(Optional<IOException> cause) {
    return new DriverEvent.Shutdown(environment.shutdownGracePeriod(), cause, generation);
  }

  /** After SHUTDOWN there is nothing to stay for but the ends of tasks. */
  private boolean isDone() {
    return grace.isArmed() && tasks.living().isEmpty() && reports.unacknowledged() == 0;
  }

  private void endIfDone() throws SessionFailure {
    if (isDone()) {
      throw new SessionFailure(new EOFException("SHUTDOWN was obeyed"));
    }
  }

  @Override
  public void subscribed(long present) {
    Event.Subscribed info = welcome.orElseThrow();
    reports.killingIsKnown(
        info.getFrameworkInfo().getCapabilitiesList().stream()
            .anyMatch(c -> c.getType() == FrameworkInfo.Capability.Type.TASK_KILLING_STATE));
    reports.open(Objects.requireNonNull(link, "link"), said);
    put(
        wasSubscribed
            ? new DriverEvent.Reconnected(info, generation)
            : new DriverEvent.Connected(info, generation));
    wasSubscribed = true;
    nextHeartbeat = clock.getAsLong() + settings.heartbeatInterval().toNanos();
  }

  @Override
  public long due(long now) {
    if (now >= nextHeartbeat) {
      nextHeartbeat = now + settings.heartbeatInterval().toNanos();
      sendHeartbeat();
    }
    reports.sendAgain(now);
    if (link != null && isDone()) {
      link.close(); // the agent has refused the last end: it will acknowledge nothing more
    }
    return Math.min(nextHeartbeat, reports.nextDue());
  }

  /** If the agent does not answer it at all, that ends the subscription. */
  private void sendHeartbeat() {
    if (heartbeat.isDone()) {
      heartbeat =
          reports
              .send(ExecutorCalls.heartbeat())
              .whenComplete(ExecutorConversation::heartbeatAnswered)
              .toCompletableFuture();
    }
  }

  private static void heartbeatAnswered(@Nullable Void done, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.warn("HEARTBEAT: {}", failure.toString());
    }
  }

  @Override
  public void hangUp() {
    reports.shut();
    link = null;
    welcome = Optional.empty();
    nextHeartbeat = Long.MAX_VALUE;
  }

  @Override
  public void lost(IOException cause, Life before, Life life) {
    Duration retryIn = Duration.ofNanos(Math.max(0, life.until() - clock.getAsLong()));
    LOG.warn(
        "not subscribed ({} in a row), trying again in {} ms: {}",
        life.failures(),
        retryIn.toMillis(),
        cause.toString());
    settings.listener().notSubscribed(cause, life.failures(), retryIn);
    if (before.state() == SessionState.SUBSCRIBED) {
      put(new DriverEvent.Disconnected(cause, retryIn, life.generation()));
    }
  }

  @Override
  public void moved(Life from, Life to) {
    LOG.debug("{} -> {}", from.state(), to.state());
    settings.listener().moved(from.state(), to.state());
  }

  @Override
  public void ended(@Nullable IOException failure) {
    reports.end();
    if (failure == null || grace.isArmed()) {
      queue.finish(); // the user wanted it so, or knows by SHUTDOWN
    } else {
      grace.arm();
      put(shutdownEvent(Optional.of(failure)));
      queue.fail(failure);
    }
    client.close();
  }
}
