package io.mesosjava.framework.executor;

import com.google.protobuf.ByteString;
import io.mesosjava.client.ExecutorCalls;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.executor.Call;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the agent has not acknowledged, and which of it is to be sent when. It decides only; times
 * are nanoseconds of some clock. Not safe for use by several threads.
 *
 * <p>Of one task, an update is sent when the agent has taken the one before, so that none overtakes
 * another, whatever fails. Updates of several tasks do not wait for each other.
 *
 * <p>Tasks are known by the text of their ids: the hash of a message is made of its descriptor, and
 * to build descriptors takes long when the process has just been started.
 */
final class Ledger {

  /** What became of an update that was sent. */
  enum Outcome {
    /** The agent has it; it will acknowledge it. */
    TAKEN,
    /** The agent does not want it, and never will. */
    REFUSED,
    /** The agent may not have it. To send it twice does no harm: it has a uuid. */
    UNCERTAIN
  }

  /** An update, and the task as it was launched: its id may be launched again by now. */
  private record Made(Call.Update update, TaskInfo task) {}

  /** Updates of a task that the agent has not taken, in this subscription. */
  private static final class Line {
    final Deque<Call.Update> waiting = new ArrayDeque<>();
    boolean underWay;
    boolean stalled;
    long stalledUntil;
  }

  private final long pause;
  private final Map<String, TaskInfo> tasks = new LinkedHashMap<>();
  private final Map<ByteString, Made> updates = new LinkedHashMap<>();
  private final Map<String, Line> lines = new HashMap<>();
  private final Map<String, Line> stalled = new LinkedHashMap<>();

  /** A ledger that lets {@code pause} nanoseconds pass before an update is sent again. */
  Ledger(long pause) {
    this.pause = pause;
  }

  /** The agent has launched {@code task}. */
  void launched(TaskInfo task) {
    tasks.put(task.getTaskId().getValue(), task);
  }

  /** The executor has made {@code update} of {@code task}, which was {@link #launched}. */
  void made(Call.Update update, TaskInfo task) {
    updates.put(uuid(update), new Made(update, task));
    lines.computeIfAbsent(task(update), id -> new Line()).waiting.add(update);
  }

  /** The update of {@code task} that is to be sent now; it counts as being under way then. */
  Optional<Call.Update> toSend(TaskID task, long now) {
    return toSend(task.getValue(), now);
  }

  private Optional<Call.Update> toSend(String task, long now) {
    Line line = lines.get(task);
    if (line == null || line.underWay || line.waiting.isEmpty()) {
      return Optional.empty();
    }
    if (line.stalled && now < line.stalledUntil) {
      return Optional.empty();
    }
    line.stalled = false;
    stalled.remove(task);
    line.underWay = true;
    return Optional.of(line.waiting.element());
  }

  /** Those of all tasks. */
  List<Call.Update> toSend(long now) {
    return toSend(List.copyOf(lines.keySet()), now);
  }

  /** Those of the tasks whose updates were to be sent again. */
  List<Call.Update> toSendAgain(long now) {
    return stalled.isEmpty() ? List.of() : toSend(List.copyOf(stalled.keySet()), now);
  }

  private List<Call.Update> toSend(Collection<String> ofTasks, long now) {
    List<Call.Update> found = new ArrayList<>();
    ofTasks.forEach(task -> toSend(task, now).ifPresent(found::add));
    return found;
  }

  /** When something is to be sent again. */
  long nextDue() {
    return stalled.values().stream()
        .mapToLong(line -> line.stalledUntil)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** An update that was sent in this subscription was answered. */
  void answered(Call.Update update, Outcome outcome, long now) {
    Line line = lines.get(task(update));
    if (line == null) {
      return; // all of this task is acknowledged: the acknowledgement came before the answer
    }
    line.underWay = false;
    switch (outcome) {
      case TAKEN -> line.waiting.remove(update);
      case REFUSED -> {
        line.waiting.remove(update);
        updates.remove(uuid(update));
      }
      case UNCERTAIN -> {
        if (line.waiting.contains(update)) {
          line.stalled = true;
          line.stalledUntil = now + pause;
          stalled.put(task(update), line);
        }
      }
    }
    tidy(task(update), line);
  }

  /**
   * The agent has acknowledged the update {@code uuid} of {@code task}.
   *
   * @return the update, if it was not acknowledged before
   */
  @SuppressWarnings("ReferenceEquality") // an equal task may be launched again
  Optional<Call.Update> acknowledged(TaskID task, ByteString uuid) {
    String id = task.getValue();
    Made made = updates.remove(uuid);
    if (made == null) {
      return Optional.empty();
    }
    if (tasks.get(id) == made.task()) { // not another of that id, which was launched since
      tasks.remove(id);
    }
    Line line = lines.get(id);
    if (line != null) {
      if (line.waiting.remove(made.update()) && line.stalled) {
        line.stalled = false;
        stalled.remove(id);
      }
      tidy(id, line);
    }
    return Optional.of(made.update());
  }

  private void tidy(String task, Line line) {
    if (line.waiting.isEmpty() && !line.underWay) {
      lines.remove(task);
      stalled.remove(task);
    }
  }

  /** What a SUBSCRIBE is to say. */
  Call.Subscribe subscribe() {
    return ExecutorCalls.unacknowledged(
        tasks.values(), updates.values().stream().map(Made::update).toList());
  }

  /** There is a new subscription, which began with {@code said}. */
  void subscribed(Call.Subscribe said) {
    Set<ByteString> taken = new HashSet<>();
    said.getUnacknowledgedUpdatesList().forEach(update -> taken.add(uuid(update)));
    lines.clear();
    stalled.clear();
    for (Made made : updates.values()) {
      Call.Update update = made.update();
      if (!taken.contains(uuid(update))) {
        lines.computeIfAbsent(task(update), id -> new Line()).waiting.add(update);
      }
    }
  }

  /** How many updates are not acknowledged. */
  int size() {
    return updates.size();
  }

  /** Whether an update of {@code task} is not acknowledged. */
  boolean has(TaskID task) {
    return updates.values().stream().anyMatch(made -> task(made.update()).equals(task.getValue()));
  }

  private static ByteString uuid(Call.Update update) {
    return update.getStatus().getUuid();
  }

  private static String task(Call.Update update) {
    return update.getStatus().getTaskId().getValue();
  }
}
