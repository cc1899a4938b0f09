package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.container.Container;
import io.mesosjava.testkit.container.ExitStatus;
import io.mesosjava.testkit.container.Pipes;
import io.mesosjava.testkit.container.Sandbox;
import io.mesosjava.testkit.container.Signal;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All containers of an agent: those of executors, those inside them, and those that stand alone.
 * Lives on the stage; the work is done backstage.
 *
 * <p>A container takes those inside it with it when it ends. A nested container that has ended is
 * remembered until it is removed or its root ends; others are forgotten at once.
 */
final class ContainerTree {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerTree.class);

  /** What became of an order to launch. */
  sealed interface Launched {

    /** It runs. */
    record Running(Contained container) implements Launched {}

    /** There was a container of that name. */
    record Already() implements Launched {}

    /** It does not run. */
    record Failed(String reason) implements Launched {}
  }

  /** How often a real agent looks whether processes have ended. */
  private static final Duration NOTICE = Duration.ofMillis(100);

  private final Backstage backstage;
  private final Launcher launcher;
  private final Map<ContainerID, Contained> all = new LinkedHashMap<>();

  ContainerTree(Launcher launcher) {
    this.backstage = launcher.backstage();
    this.launcher = launcher;
  }

  /** The real work directory, as processes see it. */
  Path root() {
    return launcher.root();
  }

  Collection<Contained> all() {
    return List.copyOf(all.values());
  }

  Optional<Contained> find(ContainerID id) {
    return Optional.ofNullable(all.get(id));
  }

  /**
   * Takes an executor's container in, whose process was made already. When it ends is told by
   * {@link #ended(ContainerID, ExitStatus)}.
   */
  void adopt(ContainerID id, ContainerPlan plan, Launcher.Made made) {
    Contained contained =
        new Contained(id, plan.sandbox(), plan.environment(), plan.given(), false);
    all.put(id, contained);
    connect(contained, plan, made);
  }

  /** A container that was taken in has ended. */
  void ended(ContainerID id, ExitStatus status) {
    find(id).ifPresent(contained -> ended(contained, Termination.of(status)));
  }

  /**
   * Launches a container and starts it.
   *
   * @param plan how; its sandbox is made unless the container is a guest
   */
  void launch(ContainerID id, ContainerPlan plan, Consumer<Launched> answer) {
    if (find(id).filter(this::isThere).isPresent()) {
      answer.accept(new Launched.Already());
      return;
    }
    Optional<String> objection = objection(id).or(plan::objection);
    if (objection.isPresent()) {
      answer.accept(new Launched.Failed(objection.get()));
      return;
    }
    Contained contained =
        new Contained(id, plan.sandbox(), plan.environment(), plan.given(), plan.launch().guest());
    all.put(id, contained);
    launcher.run(
        plan,
        () -> make(plan, ContainerName.of(id)),
        made -> runs(contained, plan, made, answer),
        problem -> failed(contained, String.valueOf(problem.getMessage()), answer));
  }

  /**
   * Whether its name is taken. A real agent sees that a process has ended when it looks next; so a
   * repetition of a request to launch something short is no request to launch it twice.
   */
  private boolean isThere(Contained contained) {
    return !contained.hasEnded()
        || !(contained.isTold() || contained.endedBefore(now().minus(NOTICE)));
  }

  private Instant now() {
    return backstage.stage().now();
  }

  private Launcher.Made make(ContainerPlan plan, String name) throws IOException {
    if (!plan.launch().guest()) {
      Sandbox.createPlain(plan.sandbox());
    }
    Launcher.Made made = launcher.make(plan, name);
    return new Launcher.Made(started(made.process()), made.pipes());
  }

  private Optional<String> objection(ContainerID id) {
    if (!id.hasParent()) {
      return Optional.empty();
    }
    Contained parent = all.get(id.getParent());
    String name = "Parent container " + ContainerName.of(id.getParent());
    if (parent == null || parent.hasEnded()) {
      return Optional.of(name + " does not exist");
    }
    return parent.isDoomed() ? Optional.of(name + " is in 'DESTROYING' state") : Optional.empty();
  }

  private static Container started(Container container) {
    try {
      container.start();
    } catch (IOException e) {
      // How it ended, is told by its end.
      LOG.debug("{} ended before its start", container.sandbox(), e);
    }
    return container;
  }

  private void runs(
      Contained contained, ContainerPlan plan, Launcher.Made made, Consumer<Launched> answer) {
    connect(contained, plan, made);
    Container process = made.process();
    backstage.await(process.ended(), status -> ended(contained, plan.io(), Termination.of(status)));
    if (contained.isDoomed()) {
      signal(contained, process, Signal.KILL);
    }
    answer.accept(new Launched.Running(contained));
  }

  private void connect(Contained contained, ContainerPlan plan, Launcher.Made made) {
    Container process = made.process();
    contained.runs(process);
    boolean terminal = plan.io() == ContainerPlan.Io.TERMINAL;
    made.pipes()
        .map(pipes -> connect(contained, pipes, terminal ? process : null))
        .ifPresent(
            io -> {
              contained.connect(io);
              backstage.await(process.ended(), status -> close(io));
            });
  }

  private ContainerIo connect(Contained contained, Pipes pipes, @Nullable Container terminal) {
    return new ContainerIo(
        backstage.stage(),
        pipes,
        "mesos-container-" + contained.id().getValue(),
        terminal,
        contained.isGuest());
  }

  /** What the process has written is still given. */
  private void close(ContainerIo io) {
    backstage.run(
        () -> {
          io.close();
          return io;
        },
        closed -> LOG.debug("Closed pipes"),
        problem -> LOG.warn("Cannot close pipes", problem));
  }

  /** Mesos' switchboard fails at the end of a terminal, whatever became of the command. */
  private void ended(Contained contained, ContainerPlan.Io kind, Termination how) {
    ended(
        contained,
        kind == ContainerPlan.Io.TERMINAL
            ? new Termination(
                how.status(),
                TaskState.TASK_FAILED,
                Reason.REASON_IO_SWITCHBOARD_EXITED,
                "'IOSwitchboard' exited with status 1")
            : how);
  }

  private void failed(Contained contained, String reason, Consumer<Launched> answer) {
    ended(contained, Termination.unstarted());
    all.remove(contained.id());
    answer.accept(new Launched.Failed(reason));
  }

  private void ended(Contained contained, Termination how) {
    ContainerID id = contained.id();
    for (Contained inner : all()) {
      if (ContainerName.isInside(inner.id(), id)) {
        destroy(inner);
        if (!id.hasParent() && inner.hasEnded()) {
          all.remove(inner.id());
        }
      }
    }
    if (!id.hasParent() || !all.containsKey(ContainerName.root(id))) {
      all.remove(id);
    }
    contained.ended(how, now());
  }

  /** Lets the first process of a container that was adopted run. */
  void release(Container process) {
    backstage.run(
        () -> started(process),
        started -> LOG.debug("{} runs", started.sandbox()),
        problem -> LOG.warn("Cannot start {}", process.sandbox(), problem));
  }

  /** Ends a container and all inside it by force. */
  void destroy(Contained contained) {
    if (!contained.hasEnded()) {
      contained.doom();
      contained.process().ifPresent(process -> signal(contained, process, Signal.KILL));
    }
  }

  /** Sends a signal to the processes of a container; false if none runs. */
  boolean kill(ContainerID id, Signal signal) {
    Contained contained = all.get(id);
    if (contained == null || contained.hasEnded()) {
      return false;
    }
    if (contained.process().isPresent()) {
      signal(contained, contained.process().get(), signal);
    } else {
      contained.doom();
    }
    return true;
  }

  private void signal(Contained contained, Container process, Signal signal) {
    backstage.run(
        () -> {
          process.signal(signal);
          return signal;
        },
        sent -> LOG.debug("Sent {} to {}", sent, ContainerName.of(contained.id())),
        problem ->
            LOG.warn("Cannot send {} to {}", signal, ContainerName.of(contained.id()), problem));
  }

  /** Forgets a nested container that has ended; returns why not, if not. */
  Optional<String> remove(ContainerID id) {
    Contained contained = all.get(id);
    if (contained != null && !contained.hasEnded()) {
      return Optional.of("Nested container has not terminated yet");
    }
    if (!all.containsKey(ContainerName.root(id))) {
      return Optional.of("Unknown root container");
    }
    all.remove(id);
    all.keySet().removeIf(inner -> ContainerName.isInside(inner, id));
    if (contained != null && !contained.isGuest()) {
      backstage.run(
          () -> {
            Sandbox.delete(contained.sandbox());
            return contained.sandbox();
          },
          deleted -> LOG.debug("Removed {}", deleted),
          problem -> LOG.warn("Cannot remove {}", contained.sandbox(), problem));
    }
    return Optional.empty();
  }
}
