package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.container.Container;
import io.mesosjava.testkit.container.Containers;
import io.mesosjava.testkit.container.Launch;
import io.mesosjava.testkit.container.Pipes;
import io.mesosjava.testkit.container.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes containers. Lives on the stage, but for {@link #make}; the work is done backstage. */
final class Launcher {

  /**
   * A container whose command waits to be started.
   *
   * @param pipes what its input and output are connected with, if that is not files
   */
  record Made(Container process, Optional<Pipes> pipes) {}

  private final Backstage backstage;
  private final Containers containers;
  private final FileWork files;
  private final Fetcher fetcher = new Fetcher();

  /**
   * Makes the containers of one agent.
   *
   * @param files what containers wait for
   */
  Launcher(Backstage backstage, Containers containers, FileWork files) {
    this.backstage = backstage;
    this.containers = containers;
    this.files = files;
  }

  Backstage backstage() {
    return backstage;
  }

  /** What tries things on tasks. */
  Probing probing() {
    return new Probing(backstage, containers);
  }

  /** The real work directory, as processes see it. */
  Path root() {
    return containers.root();
  }

  /**
   * Makes an executor's sandbox, and in it a container whose command waits to be started.
   *
   * @param failed is told why not
   */
  void launch(ContainerPlan plan, Consumer<Made> launched, Consumer<IOException> failed) {
    run(
        plan,
        () -> {
          Sandbox.create(plan.sandbox());
          if (plan.objection().isPresent()) {
            throw new IOException(plan.objection().get());
          }
          return make(plan, String.valueOf(plan.sandbox().getFileName()));
        },
        launched,
        failed);
  }

  /** Does a plan's job backstage, when the directories are as the agent knows them. */
  <T> void run(
      ContainerPlan plan, Backstage.Job<T> job, Consumer<T> done, Consumer<IOException> failed) {
    files.then(
        () -> {
          if (plan.uris().isEmpty()) {
            backstage.run(job, done, failed);
          } else {
            backstage.runPatiently(job, done, failed);
          }
        });
  }

  /** Nothing more is fetched; who is at it gives up. */
  void close() {
    fetcher.close();
  }

  /**
   * Makes a container in a sandbox that is there. Blocks; not for the stage.
   *
   * @param name of the container, for messages
   */
  Made make(ContainerPlan plan, String name) throws IOException {
    Volumes.link(root(), plan.sandbox(), plan.resources());
    if (plan.alias().isPresent()) {
      Sandbox.link(plan.alias().get(), plan.sandbox());
    }
    fetcher.fetch(plan.uris(), plan.sandbox(), name);
    Launch launch = plan.launch();
    if (plan.io() == ContainerPlan.Io.FILES) {
      return new Made(containers.create(launch), Optional.empty());
    }
    Pipes pipes = containers.pipes();
    try {
      boolean terminal = plan.io() == ContainerPlan.Io.TERMINAL;
      Container process =
          containers.create(
              launch.with(terminal ? pipes.streams().behindTerminal() : pipes.streams()));
      return new Made(process, Optional.of(pipes));
    } catch (IOException e) {
      pipes.close();
      throw e;
    }
  }
}
