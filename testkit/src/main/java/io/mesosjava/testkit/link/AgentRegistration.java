package io.mesosjava.testkit.link;

import io.mesosjava.v1.AgentInfo;
import java.util.List;

/**
 * An agent as it presents itself to a master.
 *
 * @param info with its resources, attributes, hostname and port; its id only when it has one
 * @param pid {@code slave(1)@<ip>:<port>}
 * @param version of Mesos
 * @param capabilities what the agent can do
 */
public record AgentRegistration(
    AgentInfo info, String pid, String version, List<AgentInfo.Capability> capabilities) {

  /** Copies the list. */
  public AgentRegistration {
    capabilities = List.copyOf(capabilities);
  }
}
