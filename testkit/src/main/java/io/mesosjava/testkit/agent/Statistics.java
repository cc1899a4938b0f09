package io.mesosjava.testkit.agent;

import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.container.Container;
import io.mesosjava.testkit.container.Usage;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.ResourceStatistics;
import io.mesosjava.v1.agent.Call;
import io.mesosjava.v1.agent.Response.GetContainers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The containers of an agent with what they use. Lives on the stage; usage is read backstage. */
final class Statistics {

  private static final long MEGABYTE = 1 << 20;

  private record Row(GetContainers.Container.Builder view, Container process) {}

  private final Backstage backstage;
  private final Frameworks frameworks;
  private final ContainerTree containers;

  Statistics(Backstage backstage, Frameworks frameworks, ContainerTree containers) {
    this.backstage = backstage;
    this.frameworks = frameworks;
    this.containers = containers;
  }

  /** What runs now. */
  void containers(Call.GetContainers wish, Consumer<GetContainers> answer) {
    List<Row> rows = new ArrayList<>();
    for (AgentFramework framework : frameworks.active()) {
      framework.executors().stream()
          .filter(executor -> executor.state() != AgentExecutor.State.TERMINATED)
          .forEach(executor -> executor.container().ifPresent(c -> rows.add(row(executor, c))));
    }
    for (Contained contained : containers.all()) {
      boolean wanted = contained.id().hasParent() ? wish.getShowNested() : wish.getShowStandalone();
      if (wanted && !contained.hasEnded() && !isExecutors(contained.id())) {
        contained.process().ifPresent(c -> rows.add(row(contained, c)));
      }
    }
    Instant now = backstage.stage().now();
    backstage.run(
        () -> view(rows, now),
        answer,
        problem -> {
          throw new IllegalStateException("reading usage never fails", problem);
        });
  }

  private boolean isExecutors(ContainerID id) {
    return frameworks.active().stream()
        .flatMap(framework -> framework.executors().stream())
        .anyMatch(executor -> executor.containerId().equals(id));
  }

  private static Row row(AgentExecutor executor, Container process) {
    GetContainers.Container.Builder view = GetContainers.Container.newBuilder();
    view.setFrameworkId(executor.framework().id())
        .setExecutorId(executor.id())
        .setExecutorName(executor.info().getName())
        .setContainerId(executor.containerId())
        .getContainerStatusBuilder()
        .setContainerId(executor.containerId())
        .setExecutorPid((int) process.supervisorPid());
    List<Resource> resources = new ArrayList<>(executor.info().getResourcesList());
    executor.tasks().stream()
        .filter(task -> !TaskStates.isTerminal(task.state()))
        .forEach(task -> resources.addAll(task.info().getResourcesList()));
    Resources all = Resources.of(resources).unallocate();
    limit(view.getResourceStatisticsBuilder(), all);
    return new Row(view, process);
  }

  private static void limit(ResourceStatistics.Builder statistics, Resources resources) {
    long bytes = (long) (resources.mem() * MEGABYTE);
    statistics
        .setCpusSoftLimit(resources.cpus())
        .setMemLimitBytes(bytes)
        .setMemSoftLimitBytes(bytes);
  }

  /** The parents of nested containers are named in their status only. */
  private static Row row(Contained contained, Container process) {
    ContainerID id = contained.id();
    GetContainers.Container.Builder view = GetContainers.Container.newBuilder();
    view.setContainerId(ContainerID.newBuilder().setValue(id.getValue()))
        .getContainerStatusBuilder()
        .setContainerId(id)
        .setExecutorPid((int) process.supervisorPid());
    // Those that operators launch share what their parents have.
    if (!contained.resources().isEmpty()) {
      limit(view.getResourceStatisticsBuilder(), contained.resources());
    }
    return new Row(view, process);
  }

  private static GetContainers view(List<Row> rows, Instant now) {
    GetContainers.Builder all = GetContainers.newBuilder();
    for (Row row : rows) {
      ResourceStatistics.Builder statistics = row.view().getResourceStatisticsBuilder();
      statistics.setTimestamp(now.getEpochSecond() + now.getNano() / 1e9);
      if (row.view().hasExecutorId()) {
        Usage usage = row.process().usage();
        statistics
            .setCpusUserTimeSecs(usage.userSeconds())
            .setCpusSystemTimeSecs(usage.systemSeconds())
            .setMemRssBytes(usage.residentBytes());
      }
      all.addContainers(row.view());
    }
    return all.build();
  }
}
