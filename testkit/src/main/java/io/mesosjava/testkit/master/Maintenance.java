package io.mesosjava.testkit.master;

import io.mesosjava.v1.MachineID;
import io.mesosjava.v1.MachineInfo;
import io.mesosjava.v1.Unavailability;
import io.mesosjava.v1.maintenance.ClusterStatus;
import io.mesosjava.v1.maintenance.Schedule;
import io.mesosjava.v1.maintenance.Window;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Machines that are to go down, and back up.
 *
 * <pre>
 *   UP --> DRAINING --> DOWN --> UP     by schedule, START_MAINTENANCE and STOP_MAINTENANCE
 *    ^        |
 *    +--------+                         when it is no longer in the schedule
 * </pre>
 */
final class Maintenance {

  private final MasterState state;
  private final Allocator allocator;
  private final AgentLoss loss;

  /** All machines that were ever in a schedule of this master, as they were first written. */
  private final Map<MachineID, MachineID> known = new HashMap<>();

  Maintenance(MasterState state, Allocator allocator, AgentLoss loss) {
    this.state = state;
    this.allocator = allocator;
    this.loss = loss;
  }

  /** Replaces the schedule; returns why not, if not. */
  Optional<String> update(Schedule schedule) {
    Optional<String> problem = MaintenanceRules.schedule(schedule, state.registry.machines);
    if (problem.isPresent()) {
      return problem;
    }
    Map<MachineID, MachineInfo> before = new LinkedHashMap<>(state.registry.machines);
    Map<MachineID, MachineInfo> after = new LinkedHashMap<>();
    for (Window window : schedule.getWindowsList()) {
      for (MachineID id : window.getMachineIdsList()) {
        MachineID key = Registry.key(id);
        known.putIfAbsent(key, id);
        MachineInfo.Builder machine =
            before.getOrDefault(key, draining(known.getOrDefault(key, id))).toBuilder();
        after.put(key, machine.setUnavailability(window.getUnavailability()).build());
      }
    }
    state.registry.machines.clear();
    state.registry.machines.putAll(after);
    state.registry.schedule = schedule;
    before.keySet().stream()
        .filter(id -> !after.containsKey(id))
        .forEach(id -> unavailabilityChanged(id, null));
    after.forEach((id, machine) -> unavailabilityChanged(id, machine.getUnavailability()));
    return Optional.empty();
  }

  private static MachineInfo draining(MachineID id) {
    return MachineInfo.newBuilder().setId(id).setMode(MachineInfo.Mode.DRAINING).build();
  }

  private void unavailabilityChanged(MachineID machine, @Nullable Unavailability unavailability) {
    for (Agent agent : on(machine)) {
      loss.withdraw(agent);
      agent.unavailability = unavailability;
      agent.maintenanceAnswers.clear();
      state.frameworks.values().forEach(framework -> framework.clearInverseFilter(agent.id()));
      allocator.runSoon(List.of(agent.id()));
    }
  }

  private List<Agent> on(MachineID machine) {
    return state.agents.values().stream()
        .filter(agent -> Registry.key(agent.machine()).equals(machine))
        .toList();
  }

  /** Takes drained machines down; returns why not, if not. */
  Optional<String> start(List<MachineID> machines) {
    Optional<String> problem =
        MaintenanceRules.machines(machines)
            .or(
                () ->
                    inMode(
                        machines,
                        MachineInfo.Mode.DRAINING,
                        " is not in DRAINING mode and cannot be brought down"));
    if (problem.isPresent()) {
      return problem;
    }
    String cause = "Operator initiated 'Machine DOWN'";
    for (MachineID id : machines) {
      MachineID key = Registry.key(id);
      for (Agent agent : on(key)) {
        agent.link().shutdown(cause);
        loss.removed(agent, cause);
      }
      state.registry.machines.computeIfPresent(
          key, (k, machine) -> machine.toBuilder().setMode(MachineInfo.Mode.DOWN).build());
    }
    return Optional.empty();
  }

  /** Machines that are down may be back; returns why not, if not. */
  Optional<String> stop(List<MachineID> machines) {
    Optional<String> problem =
        MaintenanceRules.machines(machines)
            .or(
                () ->
                    inMode(
                        machines,
                        MachineInfo.Mode.DOWN,
                        " is not in DOWN mode and cannot be brought up"));
    if (problem.isEmpty()) {
      Set<MachineID> up = new HashSet<>(machines.stream().map(Registry::key).toList());
      up.forEach(state.registry.machines::remove);
      state.registry.schedule = without(state.registry.schedule, up);
    }
    return problem;
  }

  private static Schedule without(Schedule schedule, Set<MachineID> machines) {
    Schedule.Builder left = Schedule.newBuilder();
    for (Window window : schedule.getWindowsList()) {
      List<MachineID> ids =
          window.getMachineIdsList().stream()
              .filter(id -> !machines.contains(Registry.key(id)))
              .toList();
      if (!ids.isEmpty()) {
        left.addWindows(window.toBuilder().clearMachineIds().addAllMachineIds(ids));
      }
    }
    return left.build();
  }

  private Optional<String> inMode(
      List<MachineID> machines, MachineInfo.Mode mode, String otherwise) {
    for (MachineID id : machines) {
      MachineInfo machine = state.registry.machines.get(Registry.key(id));
      if (machine == null
          && !known.containsKey(Registry.key(id))
          && on(Registry.key(id)).isEmpty()) {
        return Optional.of(MaintenanceRules.name(id) + " is not part of a maintenance schedule");
      }
      if (machine == null || machine.getMode() != mode) {
        return Optional.of(MaintenanceRules.name(id) + otherwise);
      }
    }
    return Optional.empty();
  }

  /** How the machines are, and what frameworks say to that. */
  ClusterStatus status() {
    ClusterStatus.Builder status = ClusterStatus.newBuilder();
    state.registry.machines.forEach(
        (key, machine) -> {
          if (machine.getMode() == MachineInfo.Mode.DOWN) {
            status.addDownMachines(machine.getId());
          } else {
            ClusterStatus.DrainingMachine.Builder draining =
                status.addDrainingMachinesBuilder().setId(machine.getId());
            on(key).forEach(agent -> draining.addAllStatuses(agent.maintenanceAnswers.values()));
          }
        });
    return status.build();
  }
}
