package io.mesosjava.testkit.master;

import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.DrainInfo;
import io.mesosjava.v1.MachineID;
import io.mesosjava.v1.MachineInfo;
import io.mesosjava.v1.TimeInfo;
import io.mesosjava.v1.maintenance.Schedule;
import io.mesosjava.v1.quota.QuotaConfig;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a cluster's masters remember together, so that it outlives each of them: Mesos' replicated
 * log. One for all masters of a cluster; only the leading one uses it, on the stage.
 *
 * <p>Frameworks, tasks and operations are not in it: a new leader learns of them from schedulers
 * and agents.
 */
public final class Registry {

  /** Agents that were registered and are neither unreachable nor gone. */
  final Map<AgentID, AgentInfo> admitted = new LinkedHashMap<>();

  /** Agents that missed too many pings, and when that was noticed. */
  final Map<AgentID, TimeInfo> unreachable = new LinkedHashMap<>();

  /** Agents that will never be back, because an operator said so. */
  final Map<AgentID, TimeInfo> gone = new LinkedHashMap<>();

  final Map<AgentID, DrainInfo> draining = new LinkedHashMap<>();
  final Set<AgentID> deactivated = new HashSet<>();

  final Map<String, Double> weights = new TreeMap<>();
  final Map<String, QuotaConfig> quotas = new TreeMap<>();

  /** Machines that are drained or down; all others are up. */
  final Map<MachineID, MachineInfo> machines = new LinkedHashMap<>();

  Schedule schedule = Schedule.getDefaultInstance();

  /** A cluster begins with this weight of a role. */
  public void weigh(String role, double weight) {
    weights.put(role, weight);
  }

  /** Under what a machine is kept: the case of host names does not matter. */
  static MachineID key(MachineID machine) {
    return machine.toBuilder().setHostname(machine.getHostname().toLowerCase(Locale.ROOT)).build();
  }

  /** Whether there is such an agent, here or out of reach. */
  boolean knows(AgentID agent) {
    return admitted.containsKey(agent) || unreachable.containsKey(agent);
  }

  /** The agent leaves and takes along what was noted of it. */
  void forget(AgentID agent) {
    admitted.remove(agent);
    draining.remove(agent);
    deactivated.remove(agent);
  }
}
