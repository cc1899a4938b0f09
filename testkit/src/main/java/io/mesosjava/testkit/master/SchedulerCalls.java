package io.mesosjava.testkit.master;

import io.mesosjava.v1.Task;
import io.mesosjava.v1.allocator.InverseOfferStatus;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Call.Type;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Carries out the calls of a subscribed framework. None of them fails: what is wrong is dropped.
 */
final class SchedulerCalls {

  private interface Performer {
    void perform(Framework framework, Call call);
  }

  private final MasterState state;
  private final Accepting accepting;
  private final Allocator allocator;
  private final Reconciliation reconciliation;
  private final Drains drains;
  private final Map<Type, Performer> performers = new EnumMap<>(Type.class);

  SchedulerCalls(
      MasterState state,
      Subscriptions subscriptions,
      Accepting accepting,
      Allocator allocator,
      Reconciliation reconciliation,
      InverseOffers inverseOffers,
      Operating operating,
      Drains drains) {
    this.drains = drains;
    this.state = state;
    this.accepting = accepting;
    this.allocator = allocator;
    this.reconciliation = reconciliation;
    performers.put(Type.TEARDOWN, (framework, call) -> subscriptions.remove(framework));
    performers.put(Type.ACCEPT, (framework, call) -> accepting.accept(framework, call.getAccept()));
    performers.put(Type.DECLINE, (framework, call) -> decline(framework, call.getDecline()));
    performers.put(Type.REVIVE, (framework, call) -> revive(framework, call.getRevive()));
    performers.put(Type.SUPPRESS, (framework, call) -> suppress(framework, call.getSuppress()));
    performers.put(Type.KILL, (framework, call) -> kill(framework, call.getKill()));
    performers.put(Type.SHUTDOWN, (framework, call) -> shutdown(framework, call.getShutdown()));
    performers.put(
        Type.ACKNOWLEDGE, (framework, call) -> acknowledge(framework, call.getAcknowledge()));
    performers.put(Type.RECONCILE, (framework, call) -> reconcile(framework, call.getReconcile()));
    performers.put(
        Type.RECONCILE_OPERATIONS,
        (framework, call) ->
            new OperationReconciliation(state)
                .answers(framework, call.getReconcileOperations())
                .forEach(status -> framework.send(Operating.event(status))));
    performers.put(
        Type.ACKNOWLEDGE_OPERATION_STATUS,
        (framework, call) ->
            operating.acknowledge(framework, call.getAcknowledgeOperationStatus()));
    performers.put(
        Type.ACCEPT_INVERSE_OFFERS,
        (framework, call) ->
            inverseOffers.answer(
                framework,
                call.getAcceptInverseOffers().getInverseOfferIdsList(),
                InverseOfferStatus.Status.ACCEPT,
                call.getAcceptInverseOffers().getFilters()));
    performers.put(
        Type.DECLINE_INVERSE_OFFERS,
        (framework, call) ->
            inverseOffers.answer(
                framework,
                call.getDeclineInverseOffers().getInverseOfferIdsList(),
                InverseOfferStatus.Status.DECLINE,
                call.getDeclineInverseOffers().getFilters()));
    performers.put(Type.MESSAGE, (framework, call) -> message(framework, call.getMessage()));
  }

  /** Carries out {@code call}; a call that asks for nothing this master has is dropped. */
  void perform(Framework framework, Call call) {
    CallCounters.count(state.counters, call);
    performers.getOrDefault(call.getType(), (ignored, nothing) -> {}).perform(framework, call);
  }

  private void decline(Framework framework, Call.Decline decline) {
    accepting.decline(framework, decline.getOfferIdsList(), decline.getFilters());
  }

  private void revive(Framework framework, Call.Revive revive) {
    Collection<String> roles = rolesOrAll(framework, revive.getRolesList());
    if (framework.roles().containsAll(roles)) {
      framework.suppressedRoles.removeAll(roles);
      framework.filters.clear(roles);
      framework.clearInverseFilters();
      allocator.runSoon();
    }
  }

  private void suppress(Framework framework, Call.Suppress suppress) {
    Collection<String> roles = rolesOrAll(framework, suppress.getRolesList());
    if (framework.roles().containsAll(roles)) {
      framework.suppressedRoles.addAll(roles);
    }
  }

  private static Collection<String> rolesOrAll(Framework framework, List<String> roles) {
    return roles.isEmpty() ? framework.roles() : roles;
  }

  private void kill(Framework framework, Call.Kill kill) {
    Task task = framework.tasks.get(kill.getTaskId());
    if (task == null) {
      reconciliation
          .answer(framework, kill.getTaskId(), kill.getAgentId())
          .ifPresent(status -> framework.send(Statuses.update(status)));
      return;
    }
    if (kill.hasAgentId() && !kill.getAgentId().equals(task.getAgentId())) {
      return;
    }
    Agent agent = state.agents.get(task.getAgentId());
    if (agent == null) {
      return;
    }
    agent.kill(
        framework.id(), kill.getTaskId(), kill.hasKillPolicy() ? kill.getKillPolicy() : null);
  }

  private void shutdown(Framework framework, Call.Shutdown shutdown) {
    Agent agent = state.agents.get(shutdown.getAgentId());
    if (agent != null && agent.connected) {
      agent.link().shutdownExecutor(framework.id(), shutdown.getExecutorId());
    }
  }

  private void acknowledge(Framework framework, Call.Acknowledge ack) {
    Agent agent = state.agents.get(ack.getAgentId());
    boolean valid = agent != null && agent.connected;
    state.counters.add(
        valid,
        Counter.VALID_STATUS_UPDATE_ACKNOWLEDGEMENTS,
        Counter.INVALID_STATUS_UPDATE_ACKNOWLEDGEMENTS);
    if (agent == null || !valid) {
      return;
    }
    Task task = framework.tasks.get(ack.getTaskId());
    if (task != null && Tasks.isOver(task, ack.getUuid())) {
      framework.tasks.remove(ack.getTaskId());
      framework.completedTasks.put(ack.getTaskId(), task);
      drains.check(agent);
    }
    agent.link().acknowledge(framework.id(), ack.getTaskId(), ack.getUuid());
  }

  private void reconcile(Framework framework, Call.Reconcile reconcile) {
    reconciliation
        .answers(framework, reconcile)
        .forEach(status -> framework.send(Statuses.update(status)));
  }

  private void message(Framework framework, Call.Message message) {
    Agent agent = state.agents.get(message.getAgentId());
    boolean valid = agent != null && agent.connected;
    state.counters.add(
        valid,
        Counter.VALID_FRAMEWORK_TO_EXECUTOR_MESSAGES,
        Counter.INVALID_FRAMEWORK_TO_EXECUTOR_MESSAGES);
    if (agent != null && valid) {
      agent.link().frameworkMessage(framework.id(), message.getExecutorId(), message.getData());
    }
  }
}
