package io.mesosjava.testkit.master;

import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.api.Verbosity;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.master.Call;
import io.mesosjava.v1.master.Call.Type;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operators' calls that change something. */
final class OperatorWrites {

  private interface Write {
    Response perform(Call call, @Nullable String principal) throws Refusal;
  }

  private final MasterState state;
  private final Subscriptions subscriptions;
  private final Map<Type, Write> writes = new EnumMap<>(Type.class);

  OperatorWrites(MasterState state, Subscriptions subscriptions) {
    this.state = state;
    this.subscriptions = subscriptions;
    writes.put(Type.TEARDOWN, (call, principal) -> teardown(call.getTeardown().getFrameworkId()));
  }

  OperatorWrites with(ResourceCalls resources) {
    writes.put(Type.RESERVE_RESOURCES, resources::perform);
    writes.put(Type.UNRESERVE_RESOURCES, resources::perform);
    writes.put(Type.CREATE_VOLUMES, resources::perform);
    writes.put(Type.DESTROY_VOLUMES, resources::perform);
    writes.put(Type.GROW_VOLUME, resources::perform);
    writes.put(Type.SHRINK_VOLUME, resources::perform);
    return this;
  }

  OperatorWrites with(AgentCalls agents) {
    writes.put(Type.DRAIN_AGENT, (call, principal) -> agents.drain(call.getDrainAgent()));
    writes.put(
        Type.DEACTIVATE_AGENT, (call, principal) -> agents.deactivate(call.getDeactivateAgent()));
    writes.put(
        Type.REACTIVATE_AGENT, (call, principal) -> agents.reactivate(call.getReactivateAgent()));
    writes.put(Type.MARK_AGENT_GONE, (call, principal) -> agents.markGone(call.getMarkAgentGone()));
    return this;
  }

  @SuppressWarnings("deprecation") // Operators still may set quotas in the old way.
  OperatorWrites with(QuotaCalls quota, WeightCalls weights) {
    writes.put(Type.UPDATE_QUOTA, (call, principal) -> quota.update(call.getUpdateQuota()));
    writes.put(
        Type.SET_QUOTA, (call, principal) -> quota.set(call.getSetQuota().getQuotaRequest()));
    writes.put(
        Type.REMOVE_QUOTA, (call, principal) -> quota.remove(call.getRemoveQuota().getRole()));
    writes.put(Type.UPDATE_WEIGHTS, (call, principal) -> weights.update(call.getUpdateWeights()));
    return this;
  }

  OperatorWrites with(Maintenance maintenance, Verbosity verbosity) {
    writes.put(
        Type.UPDATE_MAINTENANCE_SCHEDULE,
        (call, principal) ->
            done(maintenance.update(call.getUpdateMaintenanceSchedule().getSchedule())));
    writes.put(
        Type.START_MAINTENANCE,
        (call, principal) -> done(maintenance.start(call.getStartMaintenance().getMachinesList())));
    writes.put(
        Type.STOP_MAINTENANCE,
        (call, principal) -> done(maintenance.stop(call.getStopMaintenance().getMachinesList())));
    writes.put(
        Type.SET_LOGGING_LEVEL,
        (call, principal) -> {
          Call.SetLoggingLevel wish = call.getSetLoggingLevel();
          verbosity.set(wish.getLevel(), Duration.ofNanos(wish.getDuration().getNanoseconds()));
          return Response.of(200);
        });
    return this;
  }

  private static Response done(Optional<String> problem) throws Refusal {
    if (problem.isPresent()) {
      throw Refusal.badRequest(problem.get());
    }
    return Response.of(200);
  }

  private Response teardown(FrameworkID id) throws Refusal {
    Framework framework = state.frameworks.get(id);
    if (framework == null) {
      throw Refusal.badRequest("No framework found with specified ID");
    }
    subscriptions.remove(framework);
    return Response.of(200);
  }

  /** Carries {@code call} out; empty if it is none of these. */
  Optional<Response> perform(Call call, @Nullable String principal) throws Refusal {
    Write write = writes.get(call.getType());
    return write == null ? Optional.empty() : Optional.of(write.perform(call, principal));
  }
}
