package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.api.MesosVersion;
import io.mesosjava.testkit.link.AgentLink;
import io.mesosjava.testkit.link.AgentRegistration;
import io.mesosjava.testkit.link.MasterLink;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent's way to its master. Registers, again and again until it is heard; what is to be told
 * while there is no master is dropped. Lives on the stage.
 */
final class MasterConnection {

  private static final List<AgentInfo.Capability> CAPABILITIES =
      Arrays.stream(AgentInfo.Capability.Type.values())
          .filter(type -> type != AgentInfo.Capability.Type.UNKNOWN)
          .map(type -> AgentInfo.Capability.newBuilder().setType(type).build())
          .toList();

  private final Stage stage;
  private final AgentConfig config;
  private final Supplier<AgentRegistration.Holdings> holdings;

  private @Nullable MasterLink master;
  private @Nullable AgentID id;
  private @Nullable Timer retry;
  private boolean registered;

  /**
   * Not connected at first.
   *
   * @param holdings what the agent has when it registers
   */
  MasterConnection(Stage stage, AgentConfig config, Supplier<AgentRegistration.Holdings> holdings) {
    this.stage = stage;
    this.config = config;
    this.holdings = holdings;
  }

  /**
   * Asks a master to take the agent, or to take it back if it has an id.
   *
   * @param inventory what it has, at the moment of asking
   */
  void register(MasterLink with, AgentLink answerTo, Supplier<Inventory> inventory) {
    lost();
    master = with;
    ask(() -> introduce(with, answerTo, inventory), config.timers().registration().first());
  }

  private void ask(Runnable question, Duration patience) {
    Duration next = config.timers().registration().after(patience);
    retry = stage.schedule(patience, () -> ask(question, next));
    question.run();
  }

  private void introduce(MasterLink with, AgentLink answerTo, Supplier<Inventory> inventory) {
    AgentRegistration self =
        new AgentRegistration(
            info(), config.pid(), MesosVersion.NUMBER, CAPABILITIES, holdings.get());
    if (id == null) {
      with.register(self, answerTo);
    } else {
      Inventory all = inventory.get();
      with.reregister(self, all.tasks(), all.executors(), all.frameworks(), answerTo);
    }
  }

  /** There is no master any more that knows the agent. */
  void lost() {
    stopAsking();
    master = null;
    registered = false;
  }

  /** The master has taken the agent. */
  void registered(AgentID agentId) {
    id = agentId;
    registered = true;
    stopAsking();
  }

  /** The agent ends: the master notices that, and hears nothing more. */
  void close() {
    if (master != null && id != null) {
      master.disconnected(id);
    }
    lost();
  }

  /** It is an agent that no master knows. */
  void forget() {
    id = null;
  }

  boolean isRegistered() {
    return registered;
  }

  /** As the master assigned it; empty before the first registration. */
  Optional<AgentID> id() {
    return Optional.ofNullable(id);
  }

  /** The same for those who act on the master's word: there was a registration. */
  AgentID agentId() {
    return id().orElseThrow();
  }

  /** The agent as it presents itself. */
  AgentInfo info() {
    return id == null ? config.info() : config.info().toBuilder().setId(id).build();
  }

  void statusUpdate(FrameworkID framework, TaskStatus status, TaskState latest) {
    if (master != null && id != null) {
      master.statusUpdate(id, framework, status, latest);
    }
  }

  void executorExited(FrameworkID framework, ExecutorID executor, int waitStatus, boolean command) {
    if (master != null && id != null) {
      master.executorExited(id, framework, executor, waitStatus, command);
    }
  }

  void operationStatus(
      @Nullable FrameworkID framework, ByteString operationUuid, OperationStatus status) {
    if (master != null && id != null) {
      master.operationStatus(id, framework, operationUuid, status);
    }
  }

  void pong() {
    if (master != null && id != null) {
      master.pong(id);
    }
  }

  void executorMessage(FrameworkID framework, ExecutorID executor, ByteString data) {
    if (master != null && id != null) {
      master.executorMessage(id, framework, executor, data);
    }
  }

  private void stopAsking() {
    if (retry != null) {
      retry.cancel();
      retry = null;
    }
  }
}
