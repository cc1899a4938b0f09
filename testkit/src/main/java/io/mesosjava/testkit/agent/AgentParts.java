package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.container.Containers;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.TaskStatus;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an agent does its work with, put together. All of it lives on the stage. */
final class AgentParts {

  final Backstage backstage;
  final Containers containers;
  final Launcher launcher;
  final AgentLife life = new AgentLife();
  final SandboxGc gc;
  final Frameworks frameworks;
  final AgentOperations operations;
  final MasterConnection master;
  final StatusUpdates updates;
  final ContainerTree tree;
  final TaskReports reports;
  final Executors executors;
  final Recovery recovery;
  final Workload workload;

  AgentParts(
      AgentConfig config,
      Stage stage,
      Backstage backstage,
      Containers containers,
      Supplier<UUID> uuids) {
    this.backstage = backstage;
    this.containers = containers;
    AgentTimers timers = config.timers();
    FileWork files = new FileWork(backstage);
    gc = new SandboxGc(stage, files, life, timers.gcDelay());
    frameworks = new Frameworks(gc);
    operations =
        new AgentOperations(
            stage,
            timers.statusRetry(),
            config.resources(),
            uuids,
            new VolumeData(containers.root(), files),
            this::forward);
    master = new MasterConnection(stage, config, operations::holdings);
    updates = new StatusUpdates(stage, timers.statusRetry(), this::forward);
    launcher = new Launcher(backstage, containers, files);
    tree = new ContainerTree(launcher);
    StatusDetails details = new StatusDetails(stage, tree, config.ip(), uuids);
    reports = new TaskReports(frameworks, master, updates, details);
    executors = new Executors(config, launcher, tree, master, life, frameworks, reports, uuids);
    recovery = new Recovery(stage, timers.executorReregistration(), frameworks, executors, updates);
    workload = new Workload(master, frameworks, reports, executors);
  }

  private void forward(
      @Nullable FrameworkID framework, ByteString operationUuid, OperationStatus status) {
    master.operationStatus(framework, operationUuid, status);
  }

  private void forward(FrameworkID framework, TaskStatus status) {
    master.statusUpdate(framework, status, reports.sent(framework, status));
  }
}
