package io.mesosjava.testkit;

import com.google.protobuf.Message;
import java.util.List;

/** The HTTP APIs of a cluster. */
public enum Endpoint {
  /** {@code /api/v1/scheduler} of masters. */
  SCHEDULER(io.mesosjava.v1.scheduler.Call.getDefaultInstance()),
  /** {@code /api/v1} of masters, and all their other paths. */
  MASTER_OPERATOR(io.mesosjava.v1.master.Call.getDefaultInstance()),
  /** {@code /api/v1/executor} of agents. */
  EXECUTOR(io.mesosjava.v1.executor.Call.getDefaultInstance()),
  /** {@code /api/v1} of agents, and all their other paths. */
  AGENT_OPERATOR(io.mesosjava.v1.agent.Call.getDefaultInstance());

  @SuppressWarnings("ImmutableEnumChecker") // Generated messages are immutable.
  private final Message call;

  Endpoint(Message call) {
    this.call = call;
  }

  /** What is sent to it, without contents. */
  Message call() {
    return call;
  }

  /** The names of the types of its calls. */
  List<String> callTypes() {
    return call.getDescriptorForType().findFieldByName("type").getEnumType().getValues().stream()
        .map(value -> value.getName())
        .toList();
  }

  static Endpoint ofMaster(String path) {
    return path.contains("/scheduler") ? SCHEDULER : MASTER_OPERATOR;
  }

  static Endpoint ofAgent(String path) {
    return path.contains("/executor") ? EXECUTOR : AGENT_OPERATOR;
  }
}
