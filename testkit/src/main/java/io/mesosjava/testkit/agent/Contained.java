package io.mesosjava.testkit.agent;

import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.container.Container;
import io.mesosjava.v1.ContainerID;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A container as the agent knows it. Lives on the stage.
 *
 * <pre>
 *   LAUNCHING --> RUNNING --> ENDED
 *       |                       ^
 *       +-----------------------+
 * </pre>
 */
final class Contained {

  private final ContainerID id;
  private final Path sandbox;
  private final Map<String, String> environment;
  private final Resources resources;
  private final boolean guest;
  private final List<Consumer<Termination>> waiting = new ArrayList<>();
  private @Nullable Container process;
  private @Nullable Termination termination;
  private @Nullable ContainerIo io;
  private boolean doomed;
  private boolean told;
  private @Nullable Instant end;

  /**
   * A container that is being launched.
   *
   * @param sandbox where its process works
   * @param environment of its process
   * @param resources that it was given for itself; its parent's are not among them
   * @param guest whether the sandbox is its parent's
   */
  Contained(
      ContainerID id,
      Path sandbox,
      Map<String, String> environment,
      Resources resources,
      boolean guest) {
    this.id = id;
    this.sandbox = sandbox;
    this.environment = Map.copyOf(environment);
    this.resources = resources;
    this.guest = guest;
  }

  ContainerID id() {
    return id;
  }

  Path sandbox() {
    return sandbox;
  }

  Map<String, String> environment() {
    return environment;
  }

  /** What it was given for itself. */
  Resources resources() {
    return resources;
  }

  boolean isGuest() {
    return guest;
  }

  /** Its process, once there is one. */
  Optional<Container> process() {
    return Optional.ofNullable(process);
  }

  void runs(Container made) {
    process = made;
  }

  /** What goes in and comes out, where that is not files. */
  Optional<ContainerIo> io() {
    return Optional.ofNullable(io);
  }

  void connect(ContainerIo connected) {
    io = connected;
  }

  /** It is to be ended as soon as it runs, and nothing more may begin in it. */
  void doom() {
    doomed = true;
  }

  boolean isDoomed() {
    return doomed;
  }

  boolean hasEnded() {
    return termination != null;
  }

  /** Tells all who wait. */
  void ended(Termination how, Instant when) {
    termination = how;
    end = when;
    told = !waiting.isEmpty();
    List<Consumer<Termination>> all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(consumer -> consumer.accept(how));
  }

  /** Tells how it ended, now or when it does. */
  void whenEnded(Consumer<Termination> consumer) {
    if (termination == null) {
      waiting.add(consumer);
    } else {
      told = true;
      consumer.accept(termination);
    }
  }

  boolean endedBefore(Instant when) {
    return end != null && end.isBefore(when);
  }

  /** Whether somebody heard how it ended. */
  boolean isTold() {
    return told;
  }
}
