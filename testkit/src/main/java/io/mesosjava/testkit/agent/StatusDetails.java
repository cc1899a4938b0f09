package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ContainerStatus;
import io.mesosjava.v1.NetworkInfo;
import io.mesosjava.v1.TaskStatus;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** What an agent adds to each status on its way to the scheduler. */
final class StatusDetails {

  private final Stage stage;
  private final String ip;
  private final Supplier<UUID> uuids;

  StatusDetails(Stage stage, String ip, Supplier<UUID> uuids) {
    this.stage = stage;
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

  /** Where the task runs, for one that was given to its executor. */
  TaskStatus.Builder contain(TaskStatus.Builder status, AgentExecutor executor) {
    ContainerStatus.Builder container = status.getContainerStatusBuilder();
    if (!container.hasContainerId()) {
      container.setContainerId(executor.containerId());
    }
    if (container.getNetworkInfosCount() == 0) {
      container
          .addNetworkInfosBuilder()
          .addIpAddressesBuilder()
          .setProtocol(NetworkInfo.Protocol.IPv4)
          .setIpAddress(ip);
    }
    executor.container().ifPresent(c -> container.setExecutorPid((int) c.supervisorPid()));
    return status;
  }

  /** The form in which messages carry it. */
  static ByteString bytes(UUID uuid) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * Long.BYTES);
    buffer.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    return ByteString.copyFrom(buffer.flip());
  }
}
