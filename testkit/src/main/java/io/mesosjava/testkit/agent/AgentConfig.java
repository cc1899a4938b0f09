package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.auth.ExecutorTokens;
import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.Attribute;
import io.mesosjava.v1.Resource;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is.
 *
 * @param hostname the name it gives for itself
 * @param ip the address of its HTTP server
 * @param port the port of its HTTP server
 * @param resources all it has
 * @param attributes of whatever meaning
 * @param workDirectory its own; made if need be
 * @param timers how long it waits
 * @param tokens by which executors show who they are; null if they need not
 * @param executorSocket where executors find the agent; null if at its port
 * @param maxFileSize bytes that a file may have which a container writes; 0 if any number
 */
public record AgentConfig(
    String hostname,
    String ip,
    int port,
    List<Resource> resources,
    List<Attribute> attributes,
    Path workDirectory,
    AgentTimers timers,
    @Nullable ExecutorTokens tokens,
    @Nullable Path executorSocket,
    long maxFileSize) {

  /** An agent whose executors need not show who they are. */
  public AgentConfig(
      String hostname,
      String ip,
      int port,
      List<Resource> resources,
      List<Attribute> attributes,
      Path workDirectory,
      AgentTimers timers) {
    this(hostname, ip, port, resources, attributes, workDirectory, timers, null, null, 0);
  }

  /** Copies the lists. */
  public AgentConfig {
    resources = List.copyOf(resources);
    attributes = List.copyOf(attributes);
  }

  /** {@code <ip>:<port>}. */
  String endpoint() {
    return ip + ":" + port;
  }

  /** The name of the agent's process, as libprocess writes it. */
  String pid() {
    return "slave(1)@" + endpoint();
  }

  AgentInfo info() {
    return AgentInfo.newBuilder()
        .setHostname(hostname)
        .setPort(port)
        .addAllResources(resources)
        .addAllAttributes(attributes)
        .build();
  }
}
