package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.container.Containers;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.testkit.http.Router;
import io.mesosjava.testkit.link.AgentLink;
import io.mesosjava.testkit.link.MasterLink;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.DrainConfig;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent: runs the tasks that its master sends, as real processes, and reports on them.
 *
 * <p>The methods of {@link AgentLink} and {@link #id} belong to the stage. {@link #open} and {@link
 * #close} block and are not for the stage.
 */
public final class Agent implements AgentLink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  private final Stage stage;
  private final AgentParts parts;
  private final AgentApis apis;
  private final AgentLife life;
  private final MasterConnection master;
  private final StatusUpdates updates;
  private final AgentOperations operations;
  private final Workload workload;
  private final Frameworks frameworks;
  private final Recovery recovery;
  private final PingWatch pings;
  private @Nullable MasterLink leading;
  private volatile Consumer<String> whenShutDown = reason -> {};

  private Agent(AgentConfig config, Stage stage, AgentParts parts) {
    this.stage = stage;
    this.parts = parts;
    apis = new AgentApis(config, stage, parts);
    life = parts.life;
    master = parts.master;
    updates = parts.updates;
    operations = parts.operations;
    workload = parts.workload;
    frameworks = parts.frameworks;
    recovery = parts.recovery;
    pings = new PingWatch(stage, config.timers().masterSilence(), () -> detected(leading));
  }

  /**
   * Takes the work directory, and ends what an earlier run may have left running in it.
   *
   * @param stage where the agent is to live
   * @throws IOException if the directory cannot be written or another agent has it
   */
  public static Agent open(AgentConfig config, Stage stage) throws IOException {
    return open(config, stage, UUID::randomUUID);
  }

  /** As {@link #open(AgentConfig, Stage)}, with another source of uuids. */
  public static Agent open(AgentConfig config, Stage stage, Supplier<UUID> uuids)
      throws IOException {
    Backstage backstage = new Backstage(stage, "mesos-agent-" + config.port());
    Containers containers =
        Containers.open(config.workDirectory(), backstage.threads(), config.maxFileSize());
    return new Agent(config, stage, new AgentParts(config, stage, backstage, containers, uuids));
  }

  /** Registers with a master. May be called from any thread. */
  public void start(MasterLink with) {
    stage.execute(() -> detected(with));
  }

  /**
   * Another master leads, or the same one anew: the agent registers with it and tells it what it
   * has. To be called on the stage.
   *
   * @param leader null while there is none; updates wait
   */
  public void detected(@Nullable MasterLink leader) {
    leading = leader;
    if (!life.is(AgentLife.State.RUNNING)) {
      return;
    }
    pings.stop();
    updates.pause();
    operations.pause();
    if (leader == null) {
      master.lost();
    } else {
      master.register(leader, this, () -> Inventory.of(frameworks.active()));
    }
  }

  /**
   * The agent's process dies, as by {@code kill -9}: from now on it hears and says nothing. What a
   * framework that checkpoints has here goes on; all else ends. To be called on the stage.
   *
   * @throws IllegalStateException if the process is dead already
   */
  public void crash() {
    boolean ending = life.is(AgentLife.State.ENDING);
    leave(AgentLife.State.DOWN);
    if (ending) {
      // Nobody would take its executors over.
      recovery.forget();
    } else {
      recovery.crashed();
    }
  }

  /** Says nothing more to a master. */
  private void leave(AgentLife.State to) {
    life.become(to);
    pings.stop();
    updates.pause();
    operations.pause();
    master.close();
  }

  /**
   * Another process is started in the place of one that has died. It is there for operators and for
   * masters when its executors have subscribed again, or have had the time to. To be called on the
   * stage.
   *
   * @throws IllegalStateException if no process has died
   */
  public void restart() {
    life.become(AgentLife.State.RECOVERING);
    recovery.restarted(this::recovered);
  }

  /**
   * As {@link #restart}, after somebody has wiped what the agent knew of itself: it registers as a
   * new one. What ran here ends without a word. What is reserved here, and the volumes, stay.
   */
  public void restartAsNew() {
    life.become(AgentLife.State.RECOVERING);
    recovery.forget();
    operations.forget();
    master.forget();
    recovery.restarted(this::recovered);
  }

  private void recovered() {
    if (life.is(AgentLife.State.RECOVERING)) {
      life.become(AgentLife.State.RUNNING);
      detected(leading);
    }
  }

  /** As the master assigned it; empty before that. */
  public Optional<AgentID> id() {
    return master.id();
  }

  /** Answers operators. The same object each time. */
  public RequestHandler operatorApi() {
    return apis.operatorApi;
  }

  /** Adds what tells of the agent by GET, and where resource providers would subscribe. */
  public void addEndpointsTo(Router routes) {
    apis.addTo(routes);
  }

  /** Answers executors. The same object each time. */
  public RequestHandler executorApi() {
    return apis.executorApi;
  }

  @Override
  public void registered(AgentID agentId) {
    if (!life.is(AgentLife.State.RUNNING) || master.isRegistered()) {
      return;
    }
    LOG.info("Registered as {}", agentId.getValue());
    if (master.id().isEmpty()) {
      parts.gc.came(parts.containers.root(), agentId.getValue());
    }
    master.registered(agentId);
    pings.heard();
    updates.resume();
    operations.resume();
  }

  @Override
  public void runTask(FrameworkInfo framework, TaskInfo task) {
    if (master.isRegistered()) {
      workload.run(framework, task);
    }
  }

  @Override
  public void runTaskGroup(FrameworkInfo framework, ExecutorInfo executor, TaskGroupInfo group) {
    if (master.isRegistered()) {
      workload.runGroup(framework, executor, group);
    }
  }

  @Override
  public void killTask(FrameworkID frameworkId, TaskID taskId, @Nullable KillPolicy policy) {
    if (master.isRegistered()) {
      workload.kill(frameworkId, taskId, policy);
    }
  }

  @Override
  public void acknowledge(FrameworkID frameworkId, TaskID taskId, ByteString uuid) {
    if (master.isRegistered() && updates.acknowledge(frameworkId, taskId, uuid)) {
      workload.completed(frameworkId, taskId);
    }
  }

  @Override
  public void frameworkUpdated(FrameworkInfo framework) {
    if (master.isRegistered()) {
      workload.frameworkUpdated(framework);
      updates.resend(framework.getId());
    }
  }

  @Override
  public void shutdownFramework(FrameworkID frameworkId) {
    if (master.isRegistered()) {
      workload.shutdownFramework(frameworkId);
      updates.forget(frameworkId);
    }
  }

  @Override
  public void shutdownExecutor(FrameworkID frameworkId, ExecutorID executorId) {
    if (master.isRegistered()) {
      workload.shutdownExecutor(frameworkId, executorId);
    }
  }

  @Override
  public void frameworkMessage(FrameworkID frameworkId, ExecutorID executorId, ByteString data) {
    if (master.isRegistered()) {
      workload.message(frameworkId, executorId, data);
    }
  }

  @Override
  public void applyOperation(
      @Nullable FrameworkID frameworkId, Offer.Operation operation, ByteString operationUuid) {
    if (master.isRegistered()) {
      operations.apply(AgentOperations.pending(frameworkId, operation, operationUuid, master.id()));
    }
  }

  @Override
  public void acknowledgeOperation(ByteString operationUuid, ByteString statusUuid) {
    if (master.isRegistered()) {
      operations.acknowledge(operationUuid, statusUuid);
    }
  }

  @Override
  public void drain(DrainConfig config) {
    if (master.isRegistered()) {
      workload.drain(config, stage.now());
    }
  }

  @Override
  public void ping(boolean connected) {
    if (!life.is(AgentLife.State.RUNNING)) {
      return;
    }
    master.pong();
    if (!master.isRegistered()) {
      return;
    }
    pings.heard();
    if (!connected) {
      // The master noticed a break that this side did not.
      detected(leading);
    }
  }

  @Override
  public void shutdown(String reason) {
    if (!life.is(AgentLife.State.RUNNING)) {
      return;
    }
    LOG.info("The master ends this agent: {}", reason);
    leave(AgentLife.State.ENDING);
    for (AgentFramework framework : frameworks.active()) {
      updates.forget(framework.id());
      workload.shutdownFramework(framework.id());
    }
    frameworks.whenNone(() -> gone(reason));
  }

  private void gone(String reason) {
    if (life.is(AgentLife.State.ENDING)) {
      life.become(AgentLife.State.DOWN);
      parts.backstage.threads().execute(() -> whenShutDown.accept(reason));
    }
  }

  /**
   * Tells {@code listener}, on a thread that may block, that the process has ended because the
   * master did not want it any more, and why. To be called before {@link #start}.
   */
  public void whenShutDown(Consumer<String> listener) {
    whenShutDown = listener;
  }

  /** Ends all tasks and everything they started. Nothing is reported of that. */
  @Override
  public void close() throws IOException {
    stage.execute(this::end);
    parts.launcher.close();
    try {
      parts.containers.close();
    } finally {
      parts.backstage.close();
    }
  }

  private void end() {
    if (!life.is(AgentLife.State.ENDED)) {
      leave(AgentLife.State.ENDED);
    }
  }
}
