package io.mesosjava.testkit.master;

import com.google.protobuf.UnknownFieldSet;
import io.mesosjava.resources.ReservationFormat;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TimeInfo;
import io.mesosjava.v1.master.Response.GetAgents;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Agents as operators see them. */
final class AgentViews {

  /** The number of a field of old that is still sent: whether the agent checkpoints. */
  static final int CHECKPOINT = 7;

  private AgentViews() {}

  /**
   * The agent now.
   *
   * @param offered of it, to anybody
   */
  static GetAgents.Agent agent(Agent agent, Resources offered) {
    GetAgents.Agent.Builder view =
        GetAgents.Agent.newBuilder()
            .setAgentInfo(checkpointing(agent.info()))
            .setActive(agent.isActive())
            .setDeactivated(agent.deactivated)
            .setVersion(agent.registration().version())
            .setPid(agent.registration().pid())
            .setRegisteredTime(time(agent.registered))
            .addAllTotalResources(both(agent.total()))
            .addAllAllocatedResources(both(agent.allocated().minus(offered)))
            .addAllOfferedResources(both(offered))
            .addAllCapabilities(agent.registration().capabilities());
    if (agent.reregistered != null) {
      view.setReregisteredTime(time(agent.reregistered));
    }
    if (agent.drainInfo != null) {
      view.setDrainInfo(agent.drainInfo);
    }
    if (agent.drainStart != null) {
      view.setEstimatedDrainStartTime(time(agent.drainStart.truncatedTo(ChronoUnit.SECONDS)));
    }
    return view.build();
  }

  /** An agent of which nothing can have been offered yet. */
  static GetAgents.Agent added(Agent agent) {
    return agent(agent, Resources.empty());
  }

  /** All agents do. */
  static AgentInfo checkpointing(AgentInfo info) {
    UnknownFieldSet.Field yes = UnknownFieldSet.Field.newBuilder().addVarint(1).build();
    return info.toBuilder()
        .setUnknownFields(UnknownFieldSet.newBuilder().addField(CHECKPOINT, yes).build())
        .build();
  }

  /** Operators get resources in both formats, the old one wherever it can say what they are. */
  static List<Resource> both(Resources resources) {
    return resources.messages().stream().map(ReservationFormat.ENDPOINT::convert).toList();
  }

  static TimeInfo time(Instant instant) {
    long nanos = instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
    return TimeInfo.newBuilder().setNanoseconds(nanos).build();
  }
}
