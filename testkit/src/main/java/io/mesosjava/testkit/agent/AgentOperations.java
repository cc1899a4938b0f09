package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.resources.OperationRefusedException;
import io.mesosjava.resources.Operations;
import io.mesosjava.resources.ReservationFormat;
import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.link.AgentRegistration;
import io.mesosjava.testkit.link.OperationResources;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Operation;
import io.mesosjava.v1.OperationState;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.Resource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the agent has, and what operations make of it. The status of each operation is sent until it
 * is acknowledged, after delays that double. Lives on the stage.
 */
final class AgentOperations {

  /** Where statuses go. */
  @FunctionalInterface
  interface Sender {
    void send(@Nullable FrameworkID framework, ByteString operationUuid, OperationStatus status);
  }

  /** Makes true on disk what an operation has changed. */
  @FunctionalInterface
  interface Disk {

    /**
     * What the agent has was {@code before}, and is now {@code after}.
     *
     * @param done runs when the disk is so too: now or later
     */
    void change(Resources before, Resources after, Runnable done);
  }

  private static final class Pending {

    private final Operation operation;
    private boolean done;
    private @Nullable Timer retry;

    Pending(Operation operation) {
      this.operation = operation;
    }

    void cancelRetry() {
      if (retry != null) {
        retry.cancel();
        retry = null;
      }
    }
  }

  private final Stage stage;
  private final Doubling delays;
  private final Supplier<UUID> uuids;
  private final Sender sender;
  private final Disk disk;
  private final Map<ByteString, Pending> pending = new LinkedHashMap<>();
  private Resources total;
  private boolean paused = true;

  /** Paused at first. */
  AgentOperations(
      Stage stage,
      Doubling delays,
      List<Resource> resources,
      Supplier<UUID> uuids,
      Disk disk,
      Sender sender) {
    this.stage = stage;
    this.delays = delays;
    this.uuids = uuids;
    this.disk = disk;
    this.sender = sender;
    this.total =
        Resources.of(resources.stream().map(ReservationFormat.POST_REFINEMENT::convert).toList());
  }

  /** An operation of an agent that the master has sent. */
  static Operation.Builder pending(
      @Nullable FrameworkID framework,
      Offer.Operation operation,
      ByteString operationUuid,
      Optional<AgentID> agent) {
    Operation.Builder pending =
        Operation.newBuilder()
            .setInfo(operation)
            .setUuid(io.mesosjava.v1.UUID.newBuilder().setValue(operationUuid));
    agent.ifPresent(pending::setAgentId);
    agent.ifPresent(pending.getLatestStatusBuilder()::setAgentId);
    if (operation.hasId()) {
      pending.getLatestStatusBuilder().setOperationId(operation.getId());
    }
    if (framework != null) {
      pending.setFrameworkId(framework);
    }
    return pending;
  }

  /** What is to be told at a registration. */
  AgentRegistration.Holdings holdings() {
    return new AgentRegistration.Holdings(total.messages(), operations());
  }

  /** Those whose status is not acknowledged yet, oldest first. */
  List<Operation> operations() {
    return pending.values().stream().map(one -> one.operation).toList();
  }

  /**
   * Carries an operation out and reports on it. A repetition does nothing.
   *
   * @param operation lacks the state of its latest status only
   */
  void apply(Operation.Builder operation) {
    ByteString uuid = operation.getUuid().getValue();
    if (pending.containsKey(uuid)) {
      return;
    }
    Resources before = total;
    OperationStatus.Builder status = operation.getLatestStatusBuilder();
    try {
      // Allocation is the master's business.
      total = Operations.apply(total, OperationResources.unallocated(operation.getInfo()));
      status.setState(OperationState.OPERATION_FINISHED);
    } catch (OperationRefusedException e) {
      // Master and agent disagree about what the agent has; that of the agent is true.
      status.setState(OperationState.OPERATION_DROPPED).setMessage(String.valueOf(e.getMessage()));
    }
    status.setUuid(io.mesosjava.v1.UUID.newBuilder().setValue(bytes(uuids.get())));
    operation.addStatuses(status.build());
    Pending added = new Pending(operation.build());
    pending.put(uuid, added);
    disk.change(before, total, () -> done(added));
  }

  private void done(Pending one) {
    one.done = true;
    boolean wanted = pending.containsValue(one);
    if (wanted && !paused) {
      send(one, delays.first());
    }
  }

  private static ByteString bytes(UUID uuid) {
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits()).flip();
    return ByteString.copyFrom(bytes);
  }

  void acknowledge(ByteString operationUuid, ByteString statusUuid) {
    Pending one = pending.get(operationUuid);
    if (one != null && one.operation.getLatestStatus().getUuid().getValue().equals(statusUuid)) {
      one.cancelRetry();
      pending.remove(operationUuid);
    }
  }

  /** Those that were not acknowledged were another agent's. What they made of resources is not. */
  void forget() {
    pending.values().forEach(Pending::cancelRetry);
    pending.clear();
  }

  /** There is no master: nothing is sent until {@link #resume}. */
  void pause() {
    paused = true;
    pending.values().forEach(Pending::cancelRetry);
  }

  /** There is a master: everything is sent again. */
  void resume() {
    paused = false;
    pending.values().stream()
        .filter(one -> one.done)
        .toList()
        .forEach(one -> send(one, delays.first()));
  }

  private void send(Pending one, Duration retryIn) {
    Operation operation = one.operation;
    one.cancelRetry();
    one.retry = stage.schedule(retryIn, () -> send(one, delays.after(retryIn)));
    sender.send(
        operation.hasFrameworkId() ? operation.getFrameworkId() : null,
        operation.getUuid().getValue(),
        operation.getLatestStatus());
  }
}
