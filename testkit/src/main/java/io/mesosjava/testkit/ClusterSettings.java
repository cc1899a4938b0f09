package io.mesosjava.testkit;

import io.mesosjava.roles.Role;
import io.mesosjava.testkit.link.Wire;
import io.mesosjava.v1.TaskInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * The settings of {@link EmbeddedCluster.Builder}, each with a default.
 *
 * @param <B> the builder itself
 */
abstract sealed class ClusterSettings<B> extends ClusterTimers<B> permits EmbeddedCluster.Builder {

  /**
   * The number of agents, 1 by default.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public B agents(int count) {
    draft.agents = Checks.notNegative("agents", count);
    return self();
  }

  /**
   * The number of masters, 1 by default. The first leads at the start. A new leader needs the
   * majority of them to run: without it, it answers 503 {@code Master has not finished recovery}.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public B masters(int count) {
    draft.masters = Checks.atLeastOne("masters", count);
    return self();
  }

  /**
   * The port of the first master, the others take the ones that follow; 0, the default, for any
   * that are free.
   */
  public B masterPort(int port) {
    draft.masterPort = Checks.port("masterPort", port);
    return self();
  }

  /**
   * The port of the first agent, the others take the ones that follow; 0, the default, for any that
   * are free.
   */
  public B agentPort(int port) {
    draft.agentPort = Checks.port("agentPort", port);
    return self();
  }

  /**
   * What each agent has, for example {@code cpus:8;mem:16000;disk:20000;ports:[31000-32000]}.
   *
   * @throws IllegalArgumentException if the text does not state resources
   */
  public B agentResources(String resources) {
    draft.resources = Checks.resources("agentResources", resources);
    return self();
  }

  /**
   * What is said of each agent, for example {@code rack:r1;zone:a}: numbers are scalars, {@code
   * [1-5]} is a range, all else is text. None by default.
   *
   * @throws IllegalArgumentException if the text does not state attributes
   */
  public B agentAttributes(String attributes) {
    draft.attributes = Attributes.parse(attributes);
    return self();
  }

  /**
   * The weight of a role at the start: of two roles, the one with twice the weight gets twice the
   * share. 1 by default.
   *
   * @throws IllegalArgumentException if {@code role} is no role, or {@code weight} is not positive
   */
  public B weight(String role, double weight) {
    Map<String, Double> weights = new LinkedHashMap<>(draft.weights);
    weights.put(new Role(role).path(), Checks.weight(role, weight));
    draft.weights = Map.copyOf(weights);
    return self();
  }

  /**
   * Where agents put sandboxes. The directory is made if need be and left when the cluster ends.
   * The next cluster there ends what a killed JVM may have left running, and leaves the files. By
   * default it is a temporary one that is removed; after a JVM was killed, by the next cluster with
   * a temporary directory.
   */
  public B workDirectory(Path directory) {
    draft.workDirectory = directory.toAbsolutePath();
    return self();
  }

  /**
   * Decides all that the cluster leaves to chance: ids, and who is offered what. With it, a clock
   * {@linkplain #clockWoundByHand() wound by hand} and {@link #simulatedAgents}, the same calls in
   * the same order see the same events at the same times; where tasks run at the same time, the
   * order among them is left to the threads. By default it differs each time.
   */
  public B seed(long seed) {
    draft.seed = seed;
    return self();
  }

  /**
   * A principal that may show itself with {@code secret}, by basic authentication. As in Mesos, a
   * secret with a colon never fits.
   *
   * @see #authenticate
   */
  public B credential(String principal, String secret) {
    Map<String, String> credentials = new LinkedHashMap<>(draft.credentials);
    credentials.put(
        Objects.requireNonNull(principal, "principal"), Objects.requireNonNull(secret, "secret"));
    draft.credentials = Map.copyOf(credentials);
    return self();
  }

  /**
   * Makes these endpoints ask who is there, and answer 401 to who does not show it: for a {@link
   * #credential}, or, of executors, for the token that the agent gave them. None asks by default.
   */
  public B authenticate(Endpoint endpoint, Endpoint... more) {
    draft.authenticated = Set.copyOf(EnumSet.of(endpoint, more));
    return self();
  }

  /**
   * Makes agents listen on a unix domain socket for their executors as well, and tell them so by
   * {@code MESOS_DOMAIN_SOCKET}; Mesos: {@code --http_executor_domain_sockets}. It is {@code
   * executors.sock} in the directory of the agent, and speaks plain HTTP also with TLS.
   */
  public B executorDomainSockets() {
    draft.executorSockets = true;
    return self();
  }

  /**
   * How large a file may become that a process of a task or executor writes, its output too:
   * whoever goes beyond gets SIGXFSZ, which ends it if it does nothing about it. Mesos: {@code
   * RLMT_FSIZE}. What appears on a terminal is cut off there. By default there is no limit.
   *
   * @param bytes rounded up to 512; 0 for no limit
   * @throws IllegalArgumentException if it is negative
   */
  public B maxFileSize(long bytes) {
    draft.maxFileSize = Checks.notNegative("maxFileSize", bytes);
    return self();
  }

  /**
   * Speaks TLS on all endpoints, with a certificate that is made at the start and that {@link
   * EmbeddedCluster#sslContext()} trusts.
   */
  public B tls() {
    draft.tls = true;
    return self();
  }

  /** Speaks TLS on all endpoints, with the key of {@code context}. */
  public B tls(SSLContext context) {
    draft.sslContext = Objects.requireNonNull(context, "context");
    return tls();
  }

  /** Speaks TLS on all endpoints, and only with clients that show a certificate it trusts. */
  public B mutualTls() {
    draft.mutualTls = true;
    return tls();
  }

  /** Does not check these at the end. */
  public B relax(Invariant invariant, Invariant... more) {
    Set<Invariant> checked = EnumSet.copyOf(draft.invariants);
    checked.removeAll(EnumSet.of(invariant, more));
    draft.invariants = checked;
    return self();
  }

  /** Puts something between the agents and the master. */
  B wiring(UnaryOperator<Wire> wiring) {
    draft.wiring = wiring;
    return self();
  }

  /**
   * One more agent than {@link #agents} says, with resources and attributes of its own, in the
   * forms of {@link #agentResources} and {@link #agentAttributes}.
   *
   * @throws IllegalArgumentException if a text does not state what it should
   */
  public B agent(String resources, String attributes) {
    List<Settings.Equipment> more = new ArrayList<>(draft.moreAgents);
    more.add(
        new Settings.Equipment(
            Checks.resources("resources", resources), Attributes.parse(attributes)));
    draft.moreAgents = List.copyOf(more);
    return self();
  }

  /**
   * Adds agents without sockets, directories and processes, cheap enough for thousands. Their tasks
   * are {@link TaskBody}s, by {@link #task} or {@link #tasks}; a task without one fails. They have
   * the resources and attributes that all have, and are not among {@link EmbeddedCluster#agents}.
   *
   * @throws IllegalArgumentException if {@code count} is negative
   */
  public B simulatedAgents(int count) {
    draft.simulatedAgents = Checks.notNegative("simulatedAgents", count);
    return self();
  }

  /** Says what tasks called {@code name} do on {@link #simulatedAgents}. */
  public B task(String name, TaskBody body) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(body, "body");
    return tasks(task -> task.getName().equals(name) ? Optional.of(body) : Optional.empty());
  }

  /**
   * Says what tasks do on {@link #simulatedAgents}; of several, the one named last that has a body
   * for the task counts. It is asked on a thread of the cluster and must return at once.
   */
  public B tasks(Function<TaskInfo, Optional<TaskBody>> bodies) {
    Objects.requireNonNull(bodies, "bodies");
    Function<TaskInfo, Optional<TaskBody>> others = draft.bodies;
    draft.bodies = task -> bodies.apply(task).or(() -> others.apply(task));
    return self();
  }

  /**
   * How many of the latest calls and happenings are kept for {@link EmbeddedCluster#calls} and
   * {@link EmbeddedCluster#timeline}; 10 000 by default. Of each, no more are kept than 16 MB of
   * messages.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public B memory(int count) {
    draft.memory = Checks.notNegative("memory", count);
    return self();
  }
}
