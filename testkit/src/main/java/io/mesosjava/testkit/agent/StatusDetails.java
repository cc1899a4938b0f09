package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.container.Container;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ContainerStatus;
import io.mesosjava.v1.NetworkInfo;
import io.mesosjava.v1.TaskStatus;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What an agent adds to each status on its way to the scheduler. */
final class StatusDetails {

  private final Stage stage;
  private final ContainerTree containers;
  private final String ip;
  private final Supplier<UUID> uuids;

  StatusDetails(Stage stage, ContainerTree containers, String ip, Supplier<UUID> uuids) {
    this.stage = stage;
    this.containers = containers;
    this.ip = ip;
    this.uuids = uuids;
  }

  /** Ids, time and source, where they are not there yet. */
  TaskStatus.Builder complete(TaskStatus.Builder status, AgentID agent) {
    if (!status.hasUuid()) {
      status.setUuid(bytes(uuids.get()));
    }
    if (!status.hasTimestamp()) {
      Instant now = stage.now();
      status.setTimestamp(now.getEpochSecond() + now.getNano() / 1e9);
    }
    if (!status.hasSource()) {
      status.setSource(TaskStatus.Source.SOURCE_AGENT);
    }
    return status.setAgentId(agent);
  }

  /**
   * Where the task runs, for one that was given to its executor: in the container that the executor
   * names, or else in the executor's own. Of one that does not run nothing but the name is known.
   */
  TaskStatus.Builder contain(TaskStatus.Builder status, AgentExecutor executor) {
    ContainerStatus.Builder container = status.getContainerStatusBuilder();
    if (!container.hasContainerId()) {
      container.setContainerId(executor.containerId());
    }
    Optional<Container> process =
        container.getContainerId().equals(executor.containerId())
            ? executor.container()
            : containers
                .find(container.getContainerId())
                .filter(contained -> !contained.hasEnded())
                .flatMap(Contained::process);
    process.ifPresent(
        p -> {
          container.setExecutorPid((int) p.supervisorPid());
          if (container.getNetworkInfosCount() == 0) {
            container
                .addNetworkInfosBuilder()
                .addIpAddressesBuilder()
                .setProtocol(NetworkInfo.Protocol.IPv4)
                .setIpAddress(ip);
          }
        });
    return status;
  }

  /** The form in which messages carry it. */
  static ByteString bytes(UUID uuid) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * Long.BYTES);
    buffer.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    return ByteString.copyFrom(buffer.flip());
  }
}
