package io.mesosjava.testkit.master;

import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.DrainConfig;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.MachineID;
import io.mesosjava.v1.master.Call;
import java.util.Optional;

/** What operators do to agents as a whole. */
final class AgentCalls {

  private static final long NANOS = 1_000_000_000L;

  private final MasterState state;
  private final AgentLoss loss;
  private final Drains drains;

  AgentCalls(MasterState state, AgentLoss loss, Drains drains) {
    this.state = state;
    this.loss = loss;
    this.drains = drains;
  }

  Response drain(Call.DrainAgent call) throws Refusal {
    Agent agent = state.agents.get(call.getAgentId());
    if (agent != null) {
      Optional<MachineID> scheduled = scheduled(agent.machine());
      if (scheduled.isPresent()) {
        throw Refusal.badRequest(
            "Agent "
                + agent.id().getValue()
                + " is part of a maintenance schedule under Machine "
                + scheduled.get().getHostname()
                + " ("
                + scheduled.get().getIp()
                + ")");
      }
    }
    requireKnown(call.getAgentId());
    DrainConfig.Builder config = DrainConfig.newBuilder().setMarkGone(call.getMarkGone());
    if (call.hasMaxGracePeriod()) {
      long nanos =
          call.getMaxGracePeriod().getSeconds() * NANOS + call.getMaxGracePeriod().getNanos();
      config.setMaxGracePeriod(DurationInfo.newBuilder().setNanoseconds(nanos));
    }
    drains.begin(call.getAgentId(), config.build());
    return Response.of(200);
  }

  private Optional<MachineID> scheduled(MachineID machine) {
    return state.registry.schedule.getWindowsList().stream()
        .flatMap(window -> window.getMachineIdsList().stream())
        .filter(id -> Registry.key(id).equals(Registry.key(machine)))
        .findFirst();
  }

  Response deactivate(Call.DeactivateAgent call) throws Refusal {
    requireKnown(call.getAgentId());
    state.registry.deactivated.add(call.getAgentId());
    Agent agent = state.agents.get(call.getAgentId());
    if (agent != null) {
      agent.deactivated = true;
      loss.withdraw(agent);
    }
    return Response.of(200);
  }

  Response reactivate(Call.ReactivateAgent call) throws Refusal {
    AgentID id = call.getAgentId();
    if (!state.registry.deactivated.contains(id)) {
      throw Refusal.badRequest("Agent is not deactivated");
    }
    if (drains.isDraining(id)) {
      throw Refusal.badRequest("Agent is still in the DRAINING state");
    }
    drains.end(id);
    if (!state.agents.containsKey(id)) {
      throw Refusal.of(409, "Agent removed while processing the call");
    }
    return Response.of(200);
  }

  Response markGone(Call.MarkAgentGone call) throws Refusal {
    AgentID id = call.getAgentId();
    if (state.registry.gone.containsKey(id)) {
      return Response.of(200);
    }
    if (!state.registry.knows(id)) {
      throw Refusal.of(404, "Agent '" + id.getValue() + "' not found");
    }
    drains.markGone(id);
    return Response.of(200);
  }

  private void requireKnown(AgentID id) throws Refusal {
    if (!state.registry.knows(id)) {
      throw Refusal.badRequest("Unknown agent");
    }
  }
}
