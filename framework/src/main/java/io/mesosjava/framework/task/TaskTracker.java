package io.mesosjava.framework.task;

import io.mesosjava.framework.task.Change.Kind;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The states of a framework's tasks, fed by what was launched, by status updates and by the answers
 * to reconciliation, which are updates, too.
 *
 * <pre>{@code
 * TaskTracker tracker = TaskTracker.open(FileTaskStore.open(path));
 * tracker.addListener(change -> log.info("{}", change));
 * ...
 * tracker.launch(List.of(task), () -> offer.accept().launch(task).send());
 * tracker.handle(event);                   // each event, before an update is acknowledged
 * List<Call.Reconcile.Task> unsure = tracker.toReconcile();
 * }</pre>
 *
 * <p>News is stored first, then known, then told to the listeners. If the store fails, nothing has
 * changed, and the update must not be acknowledged: it comes again.
 *
 * <p>Safe for use by several threads. Reading never waits. News is taken in one at a time. Fed by
 * one thread, as a session does, listeners hear of it in order. Tasks that have {@link
 * Standing#ENDED} are forgotten when there are too many, the oldest first.
 */
public final class TaskTracker {

  /** How many ended tasks are kept unless said otherwise; as many as a master keeps. */
  public static final int DEFAULT_ENDED = 1000;

  private final TaskStore store;
  private final int mostEnded;
  private final Map<String, TrackedTask> tasks = new ConcurrentHashMap<>();

  /** The tasks that are stored and not sent yet. */
  private final Set<String> launching = ConcurrentHashMap.newKeySet();

  private final ChangeListeners listeners = new ChangeListeners();

  /**
   * Held while the store writes, so that it has the same order as memory. Nobody waits for it but
   * who brings news, and no user code but the store runs under it.
   */
  private final ReentrantLock news = new ReentrantLock();

  // Guarded by news.
  private final Set<String> ended = new LinkedHashSet<>();
  private final Map<String, String> agents = new HashMap<>();

  private TaskTracker(TaskStore store, int mostEnded) {
    this.store = Objects.requireNonNull(store, "store");
    this.mostEnded = mostEnded;
  }

  /**
   * A tracker that knows what {@code store} has, and keeps {@link #DEFAULT_ENDED} ended tasks.
   *
   * @throws IOException if the store cannot be read
   */
  public static TaskTracker open(TaskStore store) throws IOException {
    return open(store, DEFAULT_ENDED);
  }

  /**
   * A tracker that knows what {@code store} has.
   *
   * @param store stays the caller's to close
   * @param mostEnded how many ended tasks are kept at most
   * @throws IOException if the store cannot be read
   * @throws IllegalArgumentException if {@code mostEnded} is negative
   */
  public static TaskTracker open(TaskStore store, int mostEnded) throws IOException {
    if (mostEnded < 0) {
      throw new IllegalArgumentException("mostEnded: " + mostEnded + " (expected: >= 0)");
    }
    TaskTracker tracker = new TaskTracker(store, mostEnded);
    tracker.load();
    return tracker;
  }

  private void load() throws IOException {
    news.lock();
    try {
      for (TrackedTask task : store.load()) {
        know(TrackedTask.of(task.toStatus(), null, this::shared));
      }
      forgetOldest(mostEnded);
    } finally {
      news.unlock();
    }
  }

  /**
   * Tells each listener of every change from now on, those that are not {@link Kind#isApplied
   * applied} included. Listeners are called on the thread that brings the news, without locks. What
   * one throws reaches whoever brings the news, after the others have been told; the news itself
   * stays known.
   *
   * @return removes the listener
   */
  public Runnable addListener(Consumer<? super Change> listener) {
    return listeners.add(listener);
  }

  /**
   * Takes in the status of an UPDATE; other events change nothing, nor does a state that is not
   * known here.
   *
   * @return what that did; empty if nothing was taken in
   * @throws IOException if the store fails
   */
  public Optional<Change> handle(Event event) throws IOException {
    return event.getType() == Event.Type.UPDATE && event.getUpdate().getStatus().hasState()
        ? Optional.of(update(event.getUpdate().getStatus()))
        : Optional.empty();
  }

  /**
   * Takes in {@code status}.
   *
   * @throws IOException if the store fails
   * @throws IllegalArgumentException if it has no task id or no state
   */
  public Change update(TaskStatus status) throws IOException {
    Change change;
    news.lock();
    try {
      TrackedTask before = tasks.get(status.getTaskId().getValue());
      TrackedTask told = TrackedTask.of(status, before, this::shared);
      boolean again = before != null && before.isFrom(status);
      change = Change.of(again ? Kind.DUPLICATE : Steps.kind(before, told), before, told);
      take(change);
    } finally {
      news.unlock();
    }
    listeners.tell(change);
    return change;
  }

  /**
   * Launches {@code tasks}: notes that they are STAGING, then lets {@code send} send the call. They
   * are stored before it is sent, so that a crash in between leaves tasks to reconcile, not
   * strangers; and {@link #toReconcile} leaves them out until {@code send} has returned, so that
   * the master is never asked for a task that it cannot know yet.
   *
   * <pre>{@code
   * tracker.launch(tasks, () -> offer.accept().launch(tasks).send());
   * }</pre>
   *
   * <p>A task that was certainly not launched, because the call was refused or not sent, is to be
   * {@linkplain #forget forgotten} by the caller.
   *
   * @return what {@code send} returns
   * @throws IOException if the store fails; nothing was sent, and none of the tasks is known
   * @throws IllegalArgumentException if a task has no id, or one of that id is known and has not
   *     ended; or what {@code send} throws: then none of the tasks is known
   */
  public <R> R launch(Collection<TaskInfo> tasks, Supplier<R> send) throws IOException {
    Objects.requireNonNull(send, "send");
    List<TaskInfo> all = List.copyOf(tasks);
    List<String> ids = all.stream().map(task -> task.getTaskId().getValue()).toList();
    List<Change> changes = noted(all);
    try {
      for (Change change : changes) {
        listeners.tell(change);
      }
      return send.get();
    } catch (RuntimeException e) {
      forgetAll(ids, e);
      throw e;
    } finally {
      ids.forEach(launching::remove);
    }
  }

  /** All of them, or none. */
  private List<Change> noted(List<TaskInfo> all) throws IOException {
    List<Change> changes = new ArrayList<>();
    news.lock();
    try {
      for (TaskInfo task : all) {
        Change change = staging(task);
        launching.add(change.after().id()); // before it can be seen
        changes.add(change);
        take(change);
      }
      return changes;
    } catch (IOException | RuntimeException e) {
      List<String> ids = changes.stream().map(change -> change.after().id()).toList();
      forgetAll(ids, e);
      ids.forEach(launching::remove);
      throw e;
    } finally {
      news.unlock();
    }
  }

  private Change staging(TaskInfo task) {
    TrackedTask before = tasks.get(task.getTaskId().getValue());
    if (before != null && before.standing() != Standing.ENDED) {
      throw new IllegalArgumentException(
          "task " + before + " is known (expected: a new id, or one that has ended)");
    }
    TaskStatus.Builder staging =
        TaskStatus.newBuilder().setTaskId(task.getTaskId()).setState(TaskState.TASK_STAGING);
    if (task.hasAgentId()) {
      staging.setAgentId(task.getAgentId());
    }
    return Change.of(Kind.ADDED, null, TrackedTask.of(staging.build(), null, this::shared));
  }

  private void forgetAll(List<String> ids, Exception cause) {
    for (String id : ids) {
      try {
        forget(id);
      } catch (IOException e) {
        cause.addSuppressed(e); // after a crash it is there, to be reconciled
      }
    }
  }

  /**
   * Forgets a task, whatever its state: one that was given up, or never launched.
   *
   * @return whether it was known
   * @throws IOException if the store fails
   */
  public boolean forget(String id) throws IOException {
    news.lock();
    try {
      if (!tasks.containsKey(id)) {
        return false;
      }
      drop(id);
      return true;
    } finally {
      news.unlock();
    }
  }

  /** If the store fails, nothing is known of it: it comes again, and is told then. */
  private void take(Change change) throws IOException {
    if (!change.kind().isApplied()) {
      return;
    }
    TrackedTask task = change.after();
    boolean ends = task.standing() == Standing.ENDED;
    if (ends && mostEnded == 0) {
      drop(task.id());
      return;
    }
    if (ends && !ended.contains(task.id())) {
      forgetOldest(mostEnded - 1);
    }
    store.save(task);
    know(task);
  }

  private void drop(String id) throws IOException {
    store.remove(id);
    tasks.remove(id);
    ended.remove(id);
  }

  private void know(TrackedTask task) {
    tasks.put(task.id(), task);
    ended.remove(task.id());
    if (task.standing() == Standing.ENDED) {
      ended.add(task.id());
    }
  }

  /** Forgets the tasks that have ended but for {@code most}. */
  private void forgetOldest(int most) throws IOException {
    Iterator<String> oldest = ended.iterator();
    for (int excess = ended.size() - most; excess > 0; excess--) {
      String id = oldest.next();
      store.remove(id);
      oldest.remove();
      tasks.remove(id);
    }
  }

  private String shared(String agent) {
    return agents.computeIfAbsent(agent, same -> same);
  }

  /** What is known of the task {@code id}. */
  public Optional<TrackedTask> task(String id) {
    return Optional.ofNullable(tasks.get(id));
  }

  /**
   * All tasks, in no order: a copy. While news comes in, some may be of before and some of after.
   */
  public List<TrackedTask> tasks() {
    return List.copyOf(tasks.values());
  }

  /** The tasks that pass {@code condition}, in no order. */
  public List<TrackedTask> tasks(Predicate<? super TrackedTask> condition) {
    return tasks.values().stream().filter(condition).toList();
  }

  /** The tasks that are, or were, on {@code agent}. */
  public List<TrackedTask> tasksOn(AgentID agent) {
    String value = agent.getValue();
    return tasks(task -> value.equals(task.agentText()));
  }

  /** How many tasks there are in each state; states without tasks are left out. */
  public Map<TaskState, Integer> counts() {
    Map<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
    tasks.values().forEach(task -> counts.merge(task.state(), 1, Integer::sum));
    return counts;
  }

  /** How many tasks are known. */
  public int size() {
    return tasks.size();
  }

  /**
   * What to ask the master about: all tasks that have not {@link Standing#ENDED} and are not being
   * {@linkplain #launch launched} right now, each with its agent where that is known, without which
   * a master that has failed over does not answer.
   */
  public List<Call.Reconcile.Task> toReconcile() {
    return tasks.values().stream()
        .filter(task -> task.standing() != Standing.ENDED && !launching.contains(task.id()))
        .map(TaskTracker::question)
        .toList();
  }

  private static Call.Reconcile.Task question(TrackedTask task) {
    Call.Reconcile.Task.Builder question =
        Call.Reconcile.Task.newBuilder().setTaskId(TaskID.newBuilder().setValue(task.id()));
    task.agent().ifPresent(question::setAgentId);
    return question.build();
  }
}
