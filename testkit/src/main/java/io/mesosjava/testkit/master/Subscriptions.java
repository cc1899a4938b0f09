package io.mesosjava.testkit.master;

import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Frameworks come, come back, lose their stream, and go. */
final class Subscriptions {

  private static final Event HEARTBEAT = Event.newBuilder().setType(Event.Type.HEARTBEAT).build();

  private final MasterState state;
  private final Offers offers;
  private final InverseOffers inverseOffers;
  private final Allocator allocator;
  private final Drains drains;

  Subscriptions(
      MasterState state,
      Offers offers,
      InverseOffers inverseOffers,
      Allocator allocator,
      Drains drains) {
    this.inverseOffers = inverseOffers;
    this.drains = drains;
    this.state = state;
    this.offers = offers;
    this.allocator = allocator;
  }

  /** A scheduler has sent SUBSCRIBE and got {@code stream}: in it, it learns the outcome. */
  void subscribe(Call.Subscribe call, EventStream stream) {
    boolean known = !call.getFrameworkInfo().getId().getValue().isEmpty();
    state.counters.add(
        known, Counter.MESSAGES_REREGISTER_FRAMEWORK, Counter.MESSAGES_REGISTER_FRAMEWORK);
    Optional<String> problem = problem(call);
    if (problem.isPresent()) {
      refuse(stream, problem.get());
    } else if (!known) {
      Framework framework = newFramework(call.getFrameworkInfo(), state.ids.nextFramework());
      welcome(framework, call, stream);
      state.audience.frameworkAdded(framework);
    } else {
      resubscribe(call, stream);
    }
  }

  private Optional<String> problem(Call.Subscribe call) {
    FrameworkInfo info = call.getFrameworkInfo();
    return FrameworkRules.problem(info)
        .or(() -> removed(info))
        .or(() -> FrameworkRules.suppressedRoles(info, call.getSuppressedRolesList()))
        .or(() -> ConstraintRules.problem(info, call.getOfferConstraints()));
  }

  private Optional<String> removed(FrameworkInfo info) {
    return state.completedFrameworks.containsKey(info.getId())
        ? Optional.of("Framework has been removed")
        : Optional.empty();
  }

  private static void refuse(EventStream stream, String reason) {
    stream.send(error(reason));
    stream.close();
  }

  private Framework newFramework(FrameworkInfo info, FrameworkID id) {
    FrameworkInfo complete = info.toBuilder().setId(id).build();
    Framework framework = new Framework(complete, state.stage.now(), state.config.limits());
    state.frameworks.put(id, framework);
    return framework;
  }

  private void resubscribe(Call.Subscribe call, EventStream stream) {
    FrameworkInfo info = call.getFrameworkInfo();
    Framework framework = state.frameworks.get(info.getId());
    if (framework == null) {
      // Masters do not remember frameworks over their own end: believe it.
      framework = newFramework(info, info.getId());
    }
    Optional<String> problem = FrameworkRules.update(framework.info(), info);
    if (problem.isPresent()) {
      refuse(stream, problem.get());
      return;
    }
    // In this order: the old stream still hears of offers of roles that the framework gave up.
    update(framework, keepFixed(framework.info(), info), call.getSuppressedRolesList());
    supersede(framework);
    framework.reregistered = state.stage.now();
    framework.recovered = false;
    welcome(framework, call, stream);
    tellOthers(framework);
  }

  /** User and checkpointing cannot change; that they should is ignored. */
  private static FrameworkInfo keepFixed(FrameworkInfo before, FrameworkInfo after) {
    return after.toBuilder()
        .setUser(before.getUser())
        .setCheckpoint(before.getCheckpoint())
        .build();
  }

  private void supersede(Framework framework) {
    EventStream old = framework.stream();
    if (old != null) {
      refuse(old, "Framework failed over");
    }
    discardOffers(framework);
  }

  private void discardOffers(Framework framework) {
    offers.of(framework.id()).forEach(offers::discard);
    inverseOffers.discardOf(framework.id());
  }

  private void welcome(Framework framework, Call.Subscribe call, EventStream stream) {
    boolean inactive = !framework.isConnected();
    framework.suppressedRoles.clear();
    framework.suppressedRoles.addAll(call.getSuppressedRolesList());
    framework.constrain(call.getOfferConstraints());
    framework.connect(stream);
    stream.whenGone(() -> disconnected(framework, stream));
    stream.send(subscribed(framework));
    stream.beat(HEARTBEAT, state.config.timers().heartbeat());
    if (inactive) {
      allocator.runSoon();
    }
  }

  private Event subscribed(Framework framework) {
    return Event.newBuilder()
        .setType(Event.Type.SUBSCRIBED)
        .setSubscribed(
            Event.Subscribed.newBuilder()
                .setFrameworkId(framework.id())
                .setHeartbeatIntervalSeconds(seconds(state.config.timers().heartbeat()))
                .setMasterInfo(state.config.info()))
        .build();
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private void tellOthers(Framework framework) {
    state.audience.frameworkUpdated(framework);
    state.agents.values().stream()
        .filter(agent -> agent.connected)
        .forEach(agent -> agent.link().frameworkUpdated(framework.info()));
  }

  /** Applies a new info; offers of roles that it no longer has are withdrawn. */
  void update(Framework framework, FrameworkInfo info, List<String> suppressedRoles) {
    framework.update(info);
    List<String> roles = framework.roles();
    for (Offer offer : offers.of(framework.id())) {
      if (!roles.contains(offer.getAllocationInfo().getRole())) {
        offers.rescind(offer);
      }
    }
    framework.suppressedRoles.clear();
    framework.suppressedRoles.addAll(suppressedRoles);
  }

  /** UPDATE_FRAMEWORK: as a subscription's update, but nothing that is fixed may change. */
  Optional<String> update(Framework framework, Call.UpdateFramework call) {
    FrameworkInfo info = call.getFrameworkInfo();
    Optional<String> problem =
        FrameworkRules.problem(info)
            .map(text -> "Supplied FrameworkInfo is not valid: " + text)
            .or(() -> FrameworkRules.strictUpdate(framework.info(), info))
            .or(
                () ->
                    FrameworkRules.suppressedRoles(info, call.getSuppressedRolesList())
                        .or(() -> ConstraintRules.problem(info, call.getOfferConstraints()))
                        .map(text -> "'UpdateFramework' call is not valid: " + text));
    if (problem.isEmpty()) {
      boolean changed = !info.equals(framework.info());
      update(framework, info, call.getSuppressedRolesList());
      framework.constrain(call.getOfferConstraints());
      if (changed) {
        tellOthers(framework);
      }
    }
    return problem;
  }

  private void disconnected(Framework framework, EventStream stream) {
    if (framework.stream() != stream) {
      return;
    }
    framework.disconnect();
    framework.filters.clear();
    framework.clearInverseFilters();
    discardOffers(framework);
    framework.failover(failoverTimer(framework));
  }

  private Timer failoverTimer(Framework framework) {
    double seconds = Math.max(0, framework.info().getFailoverTimeout());
    Duration timeout = Duration.ofNanos((long) (seconds * 1e9));
    return state.stage.schedule(timeout, () -> remove(framework));
  }

  /** The framework is gone for good, and its tasks with it; schedulers are not told of these. */
  void remove(Framework framework) {
    discardOffers(framework);
    for (Task task : framework.tasks.values()) {
      Task ended = Tasks.removedWithFramework(task, state.stage.now());
      framework.completedTasks.put(task.getTaskId(), ended);
    }
    framework.tasks.clear();
    for (Agent agent : state.agents.values()) {
      agent.recover(framework.id(), agent.allocatedTo(framework.id()));
      agent.link().shutdownFramework(framework.id());
      drains.check(agent);
    }
    framework.executors.clear();
    framework.filters.clear();
    framework.clearInverseFilters();
    EventStream stream = framework.stream();
    framework.disconnect();
    if (stream != null) {
      stream.close();
    }
    framework.unregistered = state.stage.now();
    state.frameworks.remove(framework.id());
    state.completedFrameworks.put(framework.id(), framework);
    state.audience.frameworkRemoved(framework);
  }

  private static Event error(String message) {
    return Event.newBuilder()
        .setType(Event.Type.ERROR)
        .setError(Event.Error.newBuilder().setMessage(message))
        .build();
  }
}
