package io.mesosjava.testkit.master;

import io.mesosjava.attributes.OfferConstraintFilter;
import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.scheduler.Event;
import io.mesosjava.v1.scheduler.OfferConstraints;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the master knows of a framework. */
final class Framework {

  private FrameworkInfo info;
  private OfferConstraints constraints = OfferConstraints.getDefaultInstance();
  private OfferConstraintFilter constraintFilter = OfferConstraintFilter.of(constraints);
  private @Nullable EventStream stream;
  private @Nullable Timer failover;

  final Map<TaskID, Task> tasks = new LinkedHashMap<>();
  final Map<TaskID, Task> unreachableTasks;
  final Map<TaskID, Task> completedTasks;
  final Map<AgentID, Map<ExecutorID, ExecutorInfo>> executors = new HashMap<>();
  final Set<String> suppressedRoles = new HashSet<>();
  final OfferFilterBook filters = new OfferFilterBook();

  /** Agents that it does not want to be asked to leave again yet. */
  final Map<AgentID, Timer> inverseFilters = new HashMap<>();

  /** Known from agents only, since the leader changed: its scheduler has not been back. */
  boolean recovered;

  final Instant registered;
  @Nullable Instant reregistered;
  @Nullable Instant unregistered;

  /**
   * A framework without a subscription.
   *
   * @param info with its id
   */
  Framework(FrameworkInfo info, Instant registered, MasterLimits limits) {
    this.unreachableTasks = new Bounded<>(limits.unreachableTasks());
    this.completedTasks = new Bounded<>(limits.completedTasks());
    this.info = info;
    this.registered = registered;
  }

  FrameworkID id() {
    return info.getId();
  }

  FrameworkInfo info() {
    return info;
  }

  void update(FrameworkInfo newInfo) {
    info = newInfo;
  }

  OfferConstraints constraints() {
    return constraints;
  }

  /** Replaces the constraints by valid ones. */
  void constrain(OfferConstraints newConstraints) {
    constraints = newConstraints;
    constraintFilter = OfferConstraintFilter.of(newConstraints);
  }

  /** Whether its constraints forbid to offer {@code agent} to {@code role}. */
  boolean excludes(String role, AgentInfo agent) {
    return constraintFilter.excludes(role, agent);
  }

  List<String> roles() {
    return rolesOf(info);
  }

  /** The roles that {@code info} asks for, whichever field it uses. */
  @SuppressWarnings("deprecation") // Frameworks without MULTI_ROLE say it there.
  static List<String> rolesOf(FrameworkInfo info) {
    return has(info, FrameworkInfo.Capability.Type.MULTI_ROLE)
        ? info.getRolesList()
        : List.of(info.getRole());
  }

  boolean has(FrameworkInfo.Capability.Type capability) {
    return has(info, capability);
  }

  static boolean has(FrameworkInfo info, FrameworkInfo.Capability.Type capability) {
    return info.getCapabilitiesList().stream().anyMatch(c -> c.getType() == capability);
  }

  /** Whether a stream is open. Only then does the framework get offers. */
  boolean isConnected() {
    return stream != null;
  }

  @Nullable EventStream stream() {
    return stream;
  }

  void connect(EventStream newStream) {
    stream = newStream;
    if (failover != null) {
      failover.cancel();
      failover = null;
    }
  }

  void disconnect() {
    if (stream != null) {
      stream.stop();
    }
    stream = null;
  }

  void failover(Timer timer) {
    failover = timer;
  }

  /** Sends an event, or drops it if no stream is open. */
  void send(Event event) {
    if (stream != null) {
      stream.send(event);
    }
  }

  void clearInverseFilters() {
    inverseFilters.values().forEach(Timer::cancel);
    inverseFilters.clear();
  }

  void clearInverseFilter(AgentID agent) {
    Timer expiry = inverseFilters.remove(agent);
    if (expiry != null) {
      expiry.cancel();
    }
  }

  Map<ExecutorID, ExecutorInfo> executorsOn(AgentID agent) {
    return executors.computeIfAbsent(agent, a -> new LinkedHashMap<>());
  }

  boolean hasExecutor(AgentID agent, ExecutorID executor) {
    return executors.getOrDefault(agent, Map.of()).containsKey(executor);
  }
}
