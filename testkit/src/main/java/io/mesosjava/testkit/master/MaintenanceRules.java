package io.mesosjava.testkit.master;

import io.mesosjava.codec.Codec;
import io.mesosjava.v1.MachineID;
import io.mesosjava.v1.MachineInfo;
import io.mesosjava.v1.maintenance.Schedule;
import io.mesosjava.v1.maintenance.Window;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for maintenance schedules and lists of machines, in the master's words. */
final class MaintenanceRules {

  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

  private MaintenanceRules() {}

  static Optional<String> schedule(Schedule schedule, Map<MachineID, MachineInfo> machines) {
    Set<MachineID> scheduled = new HashSet<>();
    for (Window window : schedule.getWindowsList()) {
      Optional<String> problem = window(window, scheduled);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return machines.entrySet().stream()
        .filter(entry -> entry.getValue().getMode() == MachineInfo.Mode.DOWN)
        .filter(entry -> !scheduled.contains(entry.getKey()))
        .findFirst()
        .map(
            entry ->
                name(entry.getValue().getId())
                    + " is deactivated and cannot be removed from"
                    + " the schedule");
  }

  private static Optional<String> window(Window window, Set<MachineID> scheduled) {
    if (window.getMachineIdsCount() == 0) {
      return Optional.of("List of machines in the maintenance window is empty");
    }
    if (window.getUnavailability().getDuration().getNanoseconds() < 0) {
      return Optional.of("Unavailability 'duration' is negative");
    }
    return unique(window.getMachineIdsList(), scheduled);
  }

  static Optional<String> machines(List<MachineID> machines) {
    return machines.isEmpty()
        ? Optional.of("List of machines is empty")
        : unique(machines, new HashSet<>());
  }

  private static Optional<String> unique(
      Collection<MachineID> machines, Collection<MachineID> seen) {
    for (MachineID machine : machines) {
      Optional<String> problem = machine(machine);
      if (problem.isPresent()) {
        return problem;
      }
      if (seen.contains(Registry.key(machine))) {
        return Optional.of(name(machine) + " appears more than once in the schedule");
      }
      seen.add(Registry.key(machine));
    }
    return Optional.empty();
  }

  private static Optional<String> machine(MachineID machine) {
    if (machine.getHostname().isEmpty() && machine.getIp().isEmpty()) {
      return Optional.of("Both 'hostname' and 'ip' for a machine are empty");
    }
    boolean wrong = !machine.getIp().isEmpty() && !IPV4.matcher(machine.getIp()).matches();
    return wrong ? Optional.of("Failed to parse IPv4: " + machine.getIp()) : Optional.empty();
  }

  /** How messages name a machine. */
  static String name(MachineID machine) {
    return "Machine '" + new String(Codec.json().encode(machine), StandardCharsets.UTF_8) + "'";
  }
}
