package io.mesosjava.testkit.master;

import com.google.protobuf.ByteString;
import io.mesosjava.resources.ReservationFormat;
import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Where;
import io.mesosjava.testkit.link.AgentLink;
import io.mesosjava.testkit.link.AgentRegistration;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.DrainInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.MachineID;
import io.mesosjava.v1.Operation;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.Unavailability;
import io.mesosjava.v1.allocator.InverseOfferStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the master knows of an agent, and the account of its resources. */
final class Agent {

  private AgentInfo info;
  private AgentRegistration registration;
  private AgentLink link;
  private Resources total;

  /** What is left of the total; null when that must be reckoned again. */
  private @Nullable Resources available;

  /** All that is offered to or used by each framework. */
  private final Map<FrameworkID, Resources> allocated = new LinkedHashMap<>();

  /** Kills that were asked for while the agent was not connected. */
  private final List<Runnable> kills = new ArrayList<>();

  /** Those whose last status is not acknowledged yet, by their uuids. */
  final Map<ByteString, Operation> operations = new LinkedHashMap<>();

  boolean connected = true;

  /** Whether an operator wants nothing of it to be offered. */
  boolean deactivated;

  @Nullable DrainInfo drainInfo;
  @Nullable Instant drainStart;

  /** When its machine is to go down, if that is planned. */
  @Nullable Unavailability unavailability;

  /** What frameworks say to that. */
  final Map<FrameworkID, InverseOfferStatus> maintenanceAnswers = new LinkedHashMap<>();

  private AgentHealth.@Nullable Watch watch;

  final Instant registered;
  @Nullable Instant reregistered;

  Agent(AgentID id, AgentRegistration registration, AgentLink link, Instant registered) {
    this.registration = registration;
    this.info = registration.info().toBuilder().setId(id).build();
    this.link = link;
    this.total = total(registration);
    this.registered = registered;
  }

  private static Resources total(AgentRegistration registration) {
    return Resources.of(
        registration.holdings().resources().stream()
            .map(ReservationFormat.POST_REFINEMENT::convert)
            .toList());
  }

  AgentID id() {
    return info.getId();
  }

  /** With the id and the resources as the agent stated them. */
  AgentInfo info() {
    return info;
  }

  /** Whether anything of it can be offered. */
  boolean isActive() {
    return connected && !deactivated;
  }

  /** The machine that it runs on. */
  MachineID machine() {
    String pid = registration.pid();
    return MachineID.newBuilder()
        .setHostname(info.getHostname())
        .setIp(pid.substring(pid.indexOf('@') + 1, pid.lastIndexOf(':')))
        .build();
  }

  void watchedBy(AgentHealth.Watch by) {
    watch = by;
  }

  AgentHealth.@Nullable Watch watch() {
    return watch;
  }

  void stopWatching() {
    if (watch != null) {
      watch.stop();
      watch = null;
    }
  }

  AgentRegistration registration() {
    return registration;
  }

  AgentLink link() {
    return link;
  }

  /** The agent is back, perhaps at another address and with another configuration. */
  void reconnect(AgentRegistration newRegistration, AgentLink newLink, Instant now) {
    registration = newRegistration;
    info = newRegistration.info().toBuilder().setId(id()).build();
    link = newLink;
    total = total(newRegistration);
    available = null;
    connected = true;
    reregistered = now;
    List.copyOf(kills).forEach(Runnable::run);
    kills.clear();
  }

  Resources total() {
    return total;
  }

  Resources allocated() {
    return Resources.sum(allocated.values());
  }

  Resources allocatedTo(FrameworkID framework) {
    return allocated.getOrDefault(framework, Resources.empty());
  }

  /** Makes something else of all that the agent has, as an operation does. */
  void convert(UnaryOperator<Resources> change) {
    available = null;
    total = change.apply(total);
  }

  /** Makes something else of what is offered to or used by a framework. */
  void convert(FrameworkID framework, UnaryOperator<Resources> change) {
    available = null;
    allocated.put(framework, change.apply(allocatedTo(framework)));
  }

  /** What is neither offered nor used; of shared volumes, those too. */
  Resources available() {
    if (available == null) {
      Resources shared = total.filter(Where.shared());
      Resources used = allocated().unallocate().filter(Where.shared().negate());
      available = total.minus(shared).minus(used).plus(shared);
    }
    return available;
  }

  void allocate(FrameworkID framework, Resources resources) {
    available = null;
    allocated.merge(framework, resources, Resources::plus);
  }

  void recover(FrameworkID framework, Resources resources) {
    available = null;
    Resources left = allocatedTo(framework).minus(resources);
    if (left.isEmpty()) {
      allocated.remove(framework);
    } else {
      allocated.put(framework, left);
    }
  }

  /** Has a task killed, as soon as the agent is connected. */
  void kill(FrameworkID framework, TaskID task, @Nullable KillPolicy policy) {
    if (connected) {
      link.killTask(framework, task, policy);
    } else {
      kills.add(() -> link.killTask(framework, task, policy));
    }
  }

  /** The agent as Mesos writes it into messages. */
  @Override
  public String toString() {
    return id().getValue() + " at " + registration.pid() + " (" + info.getHostname() + ")";
  }
}
