package io.mesosjava.testkit;

import io.mesosjava.testkit.auth.ExecutorTokens;
import io.mesosjava.testkit.link.Disruption;
import io.mesosjava.testkit.stage.WoundClock;
import io.mesosjava.v1.TaskState;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * A running Mesos cluster: a master and agents in this JVM, reachable by real HTTP on the loopback
 * interface, tasks that are real processes.
 *
 * <pre>{@code
 * try (EmbeddedCluster cluster = EmbeddedCluster.launch()) {
 *   runMyFramework(cluster.master());
 * }
 * }</pre>
 *
 * <p>When {@link #close} has returned, nothing of it is left: no process, thread, socket, or
 * directory that it made. Safe for use by any number of threads, and any number of clusters can run
 * side by side.
 */
public final class EmbeddedCluster implements AutoCloseable {

  /** More is not read. */
  private static final int LINES_OF_AN_ERROR = 500;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Building building;

  private EmbeddedCluster(Building building) {
    this.building = building;
  }

  /**
   * Launches a cluster of one agent with 8 cpus, 16000 MB of memory, 20000 MB of disk and the ports
   * 31000 to 32000. It returns when the agent has registered.
   */
  public static EmbeddedCluster launch() {
    return builder().launch();
  }

  /** A cluster that is configured first. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Where the leading master answers, without a path, for example {@code http://127.0.0.1:5050};
   * while none leads, where the last one did.
   */
  public URI master() {
    return building.masters().latest().uri();
  }

  /** The masters, in the order of their ports, whether they run or not. */
  public List<EmbeddedMaster> masters() {
    return building.masterHandles();
  }

  /** The master that leads now. */
  public Optional<EmbeddedMaster> leader() {
    return masters().stream().filter(EmbeddedMaster::isLeading).findFirst();
  }

  /**
   * Makes another master the leader, as when the leader has lost its session with ZooKeeper: it
   * ends, comes back as a follower, and who joined after it leads. Of one master, it leads anew,
   * with a new id and without a memory. Streams break; agents and frameworks come back as they do
   * to a Mesos.
   */
  public void moveLeader() {
    building.masters().move();
  }

  /**
   * Ends the leader's process and leaves it dead. Does nothing if there is no leader.
   *
   * @see EmbeddedMaster#kill
   */
  public void killLeader() {
    leader().ifPresent(EmbeddedMaster::kill);
  }

  /**
   * Takes the leader's office and gives it to nobody: all masters answer 503 {@code No leader
   * elected}, until {@link #electLeader}.
   */
  public void deposeLeader() {
    building.masters().suspendElections();
  }

  /** Ends what {@link #deposeLeader} began: who has run longest leads. */
  public void electLeader() {
    building.masters().resumeElections();
  }

  /** The agents, in the order in which they registered. */
  public List<EmbeddedAgent> agents() {
    return building.agents();
  }

  /**
   * What a client of a cluster with TLS needs: it trusts the cluster, and shows the certificate
   * that the cluster trusts.
   *
   * @throws IllegalStateException unless the cluster was built with {@link Builder#tls()}
   */
  public SSLContext sslContext() {
    if (!building.settings().tls) {
      throw new IllegalStateException("no TLS (expected: a cluster built with tls())");
    }
    return building.security().context();
  }

  /**
   * The certificate of the cluster as text, for {@code curl --cacert} and its like.
   *
   * @throws IllegalStateException unless the cluster was built with {@link Builder#tls()} and no
   *     context of its own
   */
  public String certificatePem() {
    return building.security().certificate().pem();
  }

  /**
   * The private key of the cluster as text, for clients that must show its certificate.
   *
   * @throws IllegalStateException as {@link #certificatePem}
   */
  public String privateKeyPem() {
    return building.security().certificate().keyPem();
  }

  /** Makes the tokens of all executors that run now invalid, so that they are answered 401. */
  public void expireTokens() {
    building.chronicle().fault("the tokens of executors expire");
    building.security().tokens().ifPresent(ExecutorTokens::expireAll);
  }

  /** What the leader knows now; nothing while none leads. */
  public ClusterState state() {
    return building.masters().state();
  }

  /**
   * Waits until {@code wanted} holds, for at most 30 s of time outside. It is asked on the calling
   * thread, each time when the cluster has done something; a state that comes and goes at once may
   * be missed.
   *
   * @param what it waits for, in words, for the error
   * @throws AssertionError if it does not come, or the thread is interrupted; the message shows the
   *     state and the timeline
   * @throws IllegalStateException if the cluster is closed
   */
  public void await(String what, Predicate<ClusterState> wanted) {
    await(what, wanted, PATIENCE);
  }

  /** As {@link #await(String, Predicate)}, for at most {@code patience}. */
  public void await(String what, Predicate<ClusterState> wanted, Duration patience) {
    building.refuseOnStage();
    Vigil vigil = new Vigil(building.stage(), this::state);
    try {
      if (!vigil.await(wanted, patience)) {
        throw new AssertionError("not within " + patience + ": " + what + "\n" + explanation());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for: " + what + "\n" + explanation(), e);
    }
  }

  private String latest() {
    return building.chronicle().timeline(LINES_OF_AN_ERROR);
  }

  private String explanation() {
    String clock =
        building.settings().clock instanceof WoundClock
            ? "the clock is wound by hand: what takes time comes by advance() only\n"
            : "";
    return clock + state() + "\n" + latest();
  }

  /** Waits until the task with this id is in {@code taskState}, or has been. */
  public void awaitTask(String taskId, TaskState taskState) {
    await("task " + taskId + " " + taskState, state -> state.hasBeen(taskId, taskState));
  }

  /** Waits until a framework of this name has subscribed. */
  public void awaitFramework(String frameworkName) {
    await("framework " + frameworkName + " subscribed", state -> state.isSubscribed(frameworkName));
  }

  /** Waits until {@code count} agents are registered. */
  public void awaitAgents(int count) {
    await(count + " agents", state -> state.agents().size() == count);
  }

  /**
   * The calls that were received and could be read, in the order of their answers: the latest 10
   * 000. Those that {@link Faults#answer} has answered are among them.
   */
  public List<RecordedCall> calls() {
    return building.chronicle().calls();
  }

  /** Those of {@link #calls()} of one type. */
  public List<RecordedCall> calls(Endpoint endpoint, String type) {
    return calls().stream()
        .filter(call -> call.endpoint() == endpoint && call.type().equals(type))
        .toList();
  }

  /**
   * What has happened, a line each, the latest 10 000: the time since the start by the cluster's
   * clock; {@code ->} before calls, {@code <-} before events for schedulers, neither before what
   * happened inside. Of the ids that a master gives, only the first eight digits of its own are
   * shown: {@code 674fe505-O3}. Errors show the last 500 lines of it.
   */
  public String timeline() {
    return building.chronicle().timeline();
  }

  /** What can go wrong with connections. */
  public Faults faults() {
    return building.faults();
  }

  /** Makes {@code fault} happen. */
  public void inject(Fault fault) {
    building.chronicle().fault(fault.toString());
    fault.inject(this);
  }

  /** What can go wrong between the masters and each agent, the simulated ones last. */
  List<Disruption> disruptions() {
    return building.disruptions();
  }

  /**
   * Kills the process of the executor that runs a task, as the kernel does when memory is short; of
   * a command task, the command goes with it. A task of a simulated agent fails in the same way,
   * and its body is interrupted. Does nothing if no such task runs.
   */
  public void crashExecutor(String taskId) {
    building.chronicle().fault("the executor of " + taskId + " crashes");
    building.crash(taskId);
    state().task(taskId).stream()
        .flatMap(task -> task.getStatusesList().stream())
        .map(status -> status.getContainerStatus().getExecutorPid())
        .filter(pid -> pid > 0)
        .distinct()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * Ends all faults: connections work, agents and masters that were killed run, all hear each
   * other, one leads. An agent that a master has ended is none.
   */
  public void heal() {
    faults().heal();
    masters().forEach(EmbeddedMaster::restart);
    electLeader();
    disruptions().forEach(Disruption::heal);
    agents().stream().filter(EmbeddedAgent::isKilled).forEach(EmbeddedAgent::restart);
  }

  /**
   * Lets the cluster's time pass, and returns when all that was due has happened in the cluster.
   * What processes do takes as long as it takes and is not waited for.
   *
   * @throws IllegalStateException unless the cluster was built with {@link
   *     Builder#clockWoundByHand()}
   */
  public void advance(Duration duration) {
    if (!(building.settings().clock instanceof WoundClock clock)) {
      throw new IllegalStateException(
          "the clock runs by itself (expected: a cluster built with clockWoundByHand())");
    }
    building.refuseOnStage();
    Checks.notNegative("duration", duration);
    building.stage().advance(clock, duration);
  }

  /**
   * Ends the cluster: tasks are killed without a word, streams break. Repeating this does nothing.
   *
   * @throws IllegalStateException if the cluster came upon an error of its own while it ran
   * @throws AssertionError if a scheduler did not keep to an {@link Invariant}; everything has
   *     ended all the same
   */
  @Override
  public void close() {
    List<String> violations = building.demolish();
    if (!violations.isEmpty()) {
      throw new AssertionError(String.join("\n", violations) + "\n" + latest());
    }
  }

  /**
   * What a cluster is to be like. Every setting has a default; ports are picked when not set. Not
   * safe for use by several threads.
   */
  public static final class Builder extends ClusterSettings<Builder> {

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * Starts the cluster, and returns when all agents have registered.
     *
     * @throws UncheckedIOException if a port is in use or a directory cannot be written; the
     *     message says which
     */
    public EmbeddedCluster launch() {
      return new EmbeddedCluster(Building.raise(draft.copy()));
    }
  }
}
