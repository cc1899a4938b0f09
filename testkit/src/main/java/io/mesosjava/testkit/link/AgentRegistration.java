package io.mesosjava.testkit.link;

import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.Operation;
import io.mesosjava.v1.Resource;
import java.util.List;

/**
 * An agent as it presents itself to a master.
 *
 * @param info with its resources as they were configured, attributes, hostname and port; its id
 *     only when it has one
 * @param pid {@code slave(1)@<ip>:<port>}
 * @param version of Mesos
 * @param capabilities what the agent can do
 * @param holdings what operations have made of its resources
 */
public record AgentRegistration(
    AgentInfo info,
    String pid,
    String version,
    List<AgentInfo.Capability> capabilities,
    Holdings holdings) {

  /**
   * What an agent has.
   *
   * @param resources all, with reservations in the current format and volumes as they are now
   * @param operations those whose last status was not acknowledged yet
   */
  public record Holdings(List<Resource> resources, List<Operation> operations) {

    /** Copies the lists. */
    public Holdings {
      resources = List.copyOf(resources);
      operations = List.copyOf(operations);
    }
  }

  /** Copies the list. */
  public AgentRegistration {
    capabilities = List.copyOf(capabilities);
  }

  /** An agent whose resources are what they were configured to be. */
  public AgentRegistration(
      AgentInfo info, String pid, String version, List<AgentInfo.Capability> capabilities) {
    this(info, pid, version, capabilities, new Holdings(info.getResourcesList(), List.of()));
  }
}
