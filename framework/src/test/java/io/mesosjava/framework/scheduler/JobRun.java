package io.mesosjava.framework.scheduler;

import com.google.protobuf.ByteString;
import io.mesosjava.client.ApiException;
import io.mesosjava.client.CallNotSentException;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * A scheduler that runs a number of jobs, each once, whatever happens around it. A job is launched
 * as a task; when it is certain that the task never ran, as another task.
 */
final class JobRun implements SchedulerHandler {

  private static final int MOST_PER_OFFER = 10;

  /** A task that may run. */
  private record Attempt(int job, Call.Reconcile.Task task) {}

  private final IntFunction<String> commands;
  private final Deque<Integer> pending = new ArrayDeque<>();
  private final Map<Integer, Integer> attempts = new HashMap<>();
  private final Map<String, Attempt> launched = new ConcurrentHashMap<>();
  private final Queue<String> notLaunched = new ConcurrentLinkedQueue<>();
  private final Set<Integer> finished = new HashSet<>();
  private final Set<String> openOffers = ConcurrentHashMap.newKeySet();
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, ReceivedOffer> held = new LinkedHashMap<>();
  private final Set<ByteString> handled = new HashSet<>();
  private final Map<String, Set<TaskState>> states = new HashMap<>();
  private final Map<Integer, String> finishedAs = new TreeMap<>();
  private IntSupplier kept = () -> 0;
  private BooleanSupplier holdsOffers = () -> false;
  private boolean suppressed;

  JobRun(int jobs, IntFunction<String> commands) {
    this.commands = commands;
    for (int job = 0; job < jobs; job++) {
      pending.add(job);
    }
  }

  /** So many jobs are not launched yet. */
  void keep(IntSupplier jobs) {
    kept = jobs;
  }

  /** Offers are not answered as long as {@code condition} holds. */
  void holdOffers(BooleanSupplier condition) {
    holdsOffers = condition;
  }

  /** The uuids of the updates that were handled. */
  Set<ByteString> handled() {
    return handled;
  }

  /** Of each job that has finished, the states that the updates of that task told. */
  Map<Integer, Set<TaskState>> statesHandled() {
    Map<Integer, Set<TaskState>> handledOf = new TreeMap<>();
    finishedAs.forEach((job, id) -> handledOf.put(job, states.getOrDefault(id, Set.of())));
    return handledOf;
  }

  /** What the session reconciles. For any thread. */
  Collection<Call.Reconcile.Task> known() {
    return launched.values().stream().map(Attempt::task).toList();
  }

  boolean isDone() {
    return pending.isEmpty() && launched.isEmpty() && notLaunched.isEmpty();
  }

  int finished() {
    return finished.size();
  }

  int attempts() {
    return attempts.values().stream().mapToInt(Integer::intValue).sum();
  }

  Set<String> openOffers() {
    return openOffers;
  }

  /** What should not have happened. */
  List<String> wrong() {
    return wrong;
  }

  /** Pulls and handles events until all jobs have finished. */
  void workOff(SchedulerSession mesos, Duration patience) throws Exception {
    while (!isDone()) {
      SchedulerEvent event = mesos.next(patience);
      if (event == null) {
        throw new AssertionError("the session has ended");
      }
      for (String id = notLaunched.poll(); id != null; id = notLaunched.poll()) {
        again(id);
      }
      handle(event);
      if (!holdsOffers.getAsBoolean()) {
        List.copyOf(held.values()).forEach(this::answer);
        held.clear();
      }
      wantOffers(mesos, !pending.isEmpty());
    }
  }

  private void wantOffers(SchedulerSession mesos, boolean wanted) {
    if (wanted == suppressed) {
      if (wanted) {
        mesos.revive();
      } else {
        mesos.suppress();
      }
      suppressed = !wanted;
    }
  }

  @Override
  public void offers(MasterEvent.Offers event) {
    for (ReceivedOffer offer : event.offers()) {
      openOffers.add(offer.id().getValue());
      if (holdsOffers.getAsBoolean()) {
        held.put(offer.id().getValue(), offer);
      } else {
        answer(offer);
      }
    }
  }

  @Override
  public void rescind(MasterEvent.Rescind event) {
    if (held.remove(event.offerId().getValue()) != null) {
      openOffers.remove(event.offerId().getValue());
    }
  }

  @Override
  public void disconnected(SessionEvent.Disconnected event) {
    held.keySet().forEach(openOffers::remove); // void with their subscription
    held.clear();
  }

  private void answer(ReceivedOffer offer) {
    List<TaskInfo> tasks = place(offer);
    if (tasks.isEmpty()) {
      answered(offer, offer.decline(Duration.ZERO));
    } else {
      launch(offer, tasks);
    }
  }

  /** An offer whose answer was refused is still ours: it goes back, until that is taken. */
  private void answered(ReceivedOffer offer, CompletionStage<Void> outcome) {
    outcome.whenComplete(
        (done, failure) -> {
          if (causeOf(failure) instanceof ApiException refused && !refused.isSubscriptionLost()) {
            answered(offer, offer.decline(Duration.ZERO));
          } else {
            openOffers.remove(offer.id().getValue()); // answered, or void with its subscription
          }
        });
  }

  private static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
  }

  private List<TaskInfo> place(ReceivedOffer offer) {
    double cpus = 0;
    double mem = 0;
    for (Resource resource : offer.resources()) {
      cpus += resource.getName().equals("cpus") ? resource.getScalar().getValue() : 0;
      mem += resource.getName().equals("mem") ? resource.getScalar().getValue() : 0;
    }
    int room = (int) Math.min(MOST_PER_OFFER, Math.min(cpus / 0.01, mem));
    List<TaskInfo> tasks = new ArrayList<>();
    int left = kept.getAsInt();
    while (tasks.size() < room && pending.size() > left) {
      int job = pending.remove();
      int attempt = attempts.merge(job, 1, Integer::sum);
      tasks.add(Tasks.task("job-" + job + "." + attempt, commands.apply(job)));
    }
    return tasks;
  }

  private void launch(ReceivedOffer offer, List<TaskInfo> tasks) {
    CompletionStage<Void> outcome = offer.accept().launch(tasks).refuseRest(Duration.ZERO).send();
    // Only now: a question for a task must not reach the master before the task does.
    for (TaskInfo task : tasks) {
      String id = task.getTaskId().getValue();
      launched.put(
          id,
          new Attempt(
              jobOf(id),
              Call.Reconcile.Task.newBuilder()
                  .setTaskId(task.getTaskId())
                  .setAgentId(offer.agentId())
                  .build()));
    }
    outcome.whenComplete(
        (done, failure) -> {
          Throwable cause = causeOf(failure);
          if (cause instanceof CallNotSentException || cause instanceof ApiException) {
            tasks.forEach(task -> notLaunched.add(task.getTaskId().getValue()));
          } // an unknown outcome becomes known when the session reconciles
        });
    answered(offer, outcome);
  }

  private static int jobOf(String id) {
    return Integer.parseInt(id.substring(4, id.indexOf('.')));
  }

  private void again(String id) {
    Attempt attempt = launched.remove(id);
    if (attempt != null) {
      pending.add(attempt.job());
    }
  }

  @Override
  public void update(MasterEvent.Update event) {
    TaskStatus status = event.status();
    String id = status.getTaskId().getValue();
    if (status.hasUuid()) {
      handled.add(status.getUuid());
      states.computeIfAbsent(id, first -> EnumSet.noneOf(TaskState.class)).add(status.getState());
    }
    switch (status.getState()) {
      case TASK_FINISHED -> {
        Attempt attempt = launched.remove(id);
        if (attempt != null && !finished.add(attempt.job())) {
          wrong.add(id + " finished although its job had");
        }
        finishedAs.put(jobOf(id), id);
      }
      case TASK_DROPPED, TASK_GONE, TASK_UNKNOWN, TASK_LOST -> again(id);
      case TASK_STAGING, TASK_STARTING, TASK_RUNNING, TASK_KILLING, TASK_UNREACHABLE -> {}
      default -> {
        wrong.add(id + ": " + status.getState() + ": " + status.getMessage());
        launched.remove(id);
      }
    }
  }
}
