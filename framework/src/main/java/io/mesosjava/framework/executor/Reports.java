package io.mesosjava.framework.executor;

import com.google.protobuf.ByteString;
import io.mesosjava.client.ApiException;
import io.mesosjava.client.CallNotSentException;
import io.mesosjava.client.ExecutorCalls;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.executor.Call;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The way of updates and messages to the agent: sends what the {@link Ledger} says, and tells it
 * what became of that. Safe for use by any number of threads.
 */
final class Reports {

  private final URI agent;
  private final StatusWriter writer;
  private final ExecutorListener listener;
  private final LongSupplier clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settled = lock.newCondition();
  // Guarded by lock; held while a call is handed to the subscription, which does not wait, so that
  // calls are sent in the order of the ledger.
  private final Ledger ledger;
  private final Map<ByteString, CompletableFuture<@Nullable Void>> stages = new HashMap<>();
  private @Nullable SubscriptionLink line;
  private boolean over;
  // Set once, before anything is sent.
  private volatile Runnable alarm = () -> {};
  // Whether the scheduler understands TASK_KILLING; known from SUBSCRIBED on.
  private volatile boolean killingIsKnown;

  Reports(
      URI agent,
      StatusWriter writer,
      ExecutorListener listener,
      LongSupplier clock,
      Ledger ledger) {
    this.agent = agent;
    this.writer = writer;
    this.listener = listener;
    this.clock = clock;
    this.ledger = ledger;
  }

  /** Runs {@code alarm} when something new may be {@linkplain #nextDue due}. */
  void onAlarm(Runnable alarm) {
    this.alarm = alarm;
  }

  /** What the scheduler can do is known. */
  void killingIsKnown(boolean known) {
    killingIsKnown = known;
  }

  /** A task has come from the agent. */
  void launched(TaskInfo task) {
    lock.lock();
    try {
      ledger.launched(task);
    } finally {
      lock.unlock();
    }
  }

  CompletionStage<@Nullable Void> killing(ExecutorTask task) {
    return killingIsKnown
        ? update(task, TaskState.TASK_KILLING, status -> status)
        : CompletableFuture.completedFuture(null);
  }

  CompletionStage<@Nullable Void> update(
      ExecutorTask task, TaskState state, UnaryOperator<TaskStatus.Builder> details) {
    TaskStatus status = writer.write(task, state, details);
    Call.Update update = Call.Update.newBuilder().setStatus(status).buildPartial();
    CompletableFuture<@Nullable Void> stage = new CompletableFuture<>();
    @Nullable Exception refusal;
    lock.lock();
    try {
      refusal = misstep(task, state);
      if (refusal == null) {
        task.became(status); // also when nobody can be told: the task is what it is
        refusal = over ? notSent("UPDATE") : null;
      }
      if (refusal == null) {
        ledger.made(update, task.info());
        stages.put(status.getUuid(), stage);
        ledgerSays(task.id());
      }
    } finally {
      lock.unlock();
    }
    if (refusal != null) {
      listener.updateFailed(status, refusal);
      stage.completeExceptionally(refusal);
    }
    task.tellEnd();
    return stage;
  }

  private static @Nullable Exception misstep(ExecutorTask task, TaskState state) {
    return TaskSteps.isStep(task.state(), state)
        ? null
        : new IllegalStateException(
            "task " + task.id().getValue() + ": " + state + " after " + task.state());
  }

  private CallNotSentException notSent(String type) {
    String problem = over ? "the driver has ended" : "the executor is not subscribed now";
    return new CallNotSentException(type, agent, problem, null);
  }

  /** Sends what is to be sent of {@code task}. */
  private void ledgerSays(TaskID task) {
    SubscriptionLink present = line;
    if (present != null) {
      ledger.toSend(task, clock.getAsLong()).ifPresent(update -> submit(update, present));
    }
  }

  private void submit(Call.Update update, SubscriptionLink to) {
    to.send(ExecutorCalls.update(update))
        .whenComplete((done, failure) -> answered(update, to, causeOf(failure)));
  }

  private static @Nullable Throwable causeOf(@Nullable Throwable failure) {
    boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
    return failure != null && wrapped ? failure.getCause() : failure;
  }

  private void answered(Call.Update update, SubscriptionLink from, @Nullable Throwable failure) {
    Ledger.Outcome outcome = outcome(failure);
    CompletableFuture<@Nullable Void> stage = null;
    lock.lock();
    try {
      if (line == from) {
        ledger.answered(update, outcome, clock.getAsLong());
        if (outcome == Ledger.Outcome.REFUSED) {
          stage = stages.remove(update.getStatus().getUuid());
          settled.signalAll();
        }
        ledgerSays(update.getStatus().getTaskId());
      }
    } finally {
      lock.unlock();
    }
    if (failure != null) {
      listener.updateFailed(update.getStatus(), failure);
    }
    if (stage != null && failure != null) {
      stage.completeExceptionally(failure);
    }
    if (outcome != Ledger.Outcome.TAKEN) {
      alarm.run(); // one is to be sent again, or it was the last that was waited for
    }
  }

  /** An agent that says 400 will say so again; everything else may pass. */
  static Ledger.Outcome outcome(@Nullable Throwable failure) {
    if (failure == null) {
      return Ledger.Outcome.TAKEN;
    }
    boolean forGood =
        failure instanceof ApiException refused
            && refused.status() == 400
            && !refused.isSubscriptionLost();
    return forGood ? Ledger.Outcome.REFUSED : Ledger.Outcome.UNCERTAIN;
  }

  /** The agent has acknowledged an update; whether it was known. */
  boolean acknowledged(TaskID task, ByteString uuid) {
    Optional<Call.Update> update;
    CompletableFuture<@Nullable Void> stage;
    lock.lock();
    try {
      update = ledger.acknowledged(task, uuid);
      stage = stages.remove(uuid);
      settled.signalAll();
    } finally {
      lock.unlock();
    }
    if (stage != null) {
      stage.complete(null);
    }
    return update.isPresent();
  }

  /** MESSAGE; not kept for a later subscription. */
  CompletionStage<@Nullable Void> message(ByteString data) {
    return send(ExecutorCalls.message(data));
  }

  /** Sends what needs no acknowledgement. */
  CompletionStage<@Nullable Void> send(Call call) {
    lock.lock();
    try {
      SubscriptionLink present = line;
      return present == null
          ? CompletableFuture.failedFuture(notSent(call.getType().name()))
          : present.send(call);
    } finally {
      lock.unlock();
    }
  }

  /** What the next SUBSCRIBE is to say. */
  Call.Subscribe subscribe() {
    lock.lock();
    try {
      return ledger.subscribe();
    } finally {
      lock.unlock();
    }
  }

  /** Calls go over {@code opened}, which began with {@code said}. */
  void open(SubscriptionLink opened, Call.Subscribe said) {
    lock.lock();
    try {
      line = opened;
      ledger.subscribed(said);
      ledger.toSend(clock.getAsLong()).forEach(update -> submit(update, opened));
    } finally {
      lock.unlock();
    }
  }

  /** There is no subscription. */
  void shut() {
    lock.lock();
    try {
      line = null;
    } finally {
      lock.unlock();
    }
  }

  /** There will be none any more: what is not acknowledged now never will be. */
  void end() {
    List<CompletableFuture<@Nullable Void>> left;
    CallNotSentException failure;
    lock.lock();
    try {
      line = null;
      over = true;
      left = new ArrayList<>(stages.values());
      stages.clear();
      failure = notSent("UPDATE");
      settled.signalAll();
    } finally {
      lock.unlock();
    }
    left.forEach(stage -> stage.completeExceptionally(failure));
  }

  /** Sends again what is due. */
  void sendAgain(long now) {
    lock.lock();
    try {
      SubscriptionLink present = line;
      if (present != null) {
        ledger.toSendAgain(now).forEach(update -> submit(update, present));
      }
    } finally {
      lock.unlock();
    }
  }

  /** When something is to be sent again. */
  long nextDue() {
    lock.lock();
    try {
      return ledger.nextDue();
    } finally {
      lock.unlock();
    }
  }

  /** How many updates are not acknowledged. */
  int unacknowledged() {
    lock.lock();
    try {
      return ledger.size();
    } finally {
      lock.unlock();
    }
  }

  /** Whether an update of {@code task} is not acknowledged. */
  boolean hasUnacknowledged(TaskID task) {
    lock.lock();
    try {
      return ledger.has(task);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all updates are acknowledged, no longer than {@code nanos}; false if they are not,
   * or never will be.
   */
  boolean awaitAcknowledged(long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (ledger.size() > 0 && !over && left > 0) {
        left = settled.awaitNanos(left);
      }
      return ledger.size() == 0;
    } finally {
      lock.unlock();
    }
  }
}
