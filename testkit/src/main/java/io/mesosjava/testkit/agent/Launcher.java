package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.container.Container;
import io.mesosjava.testkit.container.Containers;
import io.mesosjava.testkit.container.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Makes the containers of executors. Lives on the stage; the work is done backstage. */
final class Launcher {

  private final Backstage backstage;
  private final Containers containers;

  Launcher(Backstage backstage, Containers containers) {
    this.backstage = backstage;
    this.containers = containers;
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
   * Makes a sandbox, and in it a container whose command waits to be started.
   *
   * @param failed is told why not
   */
  void launch(ContainerPlan plan, Consumer<Container> launched, Consumer<String> failed) {
    backstage.run(
        () -> {
          Sandbox.create(plan.sandbox());
          if (plan.objection().isPresent()) {
            throw new IOException(plan.objection().get());
          }
          Volumes.link(root(), plan.sandbox(), plan.resources());
          Fetcher.fetch(plan.uris(), plan.sandbox(), String.valueOf(plan.sandbox().getFileName()));
          return containers.create(plan.launch());
        },
        launched,
        problem -> failed.accept(String.valueOf(problem.getMessage())));
  }
}
