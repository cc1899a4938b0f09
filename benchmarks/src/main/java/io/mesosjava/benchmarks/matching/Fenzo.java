package io.mesosjava.benchmarks.matching;

import com.netflix.fenzo.ConstraintEvaluator;
import com.netflix.fenzo.SchedulingResult;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.TaskScheduler;
import com.netflix.fenzo.VMTaskFitnessCalculator;
import com.netflix.fenzo.VirtualMachineLease;
import com.netflix.fenzo.plugins.BinPackingFitnessCalculators;
import com.netflix.fenzo.plugins.UniqueHostAttrConstraint;
import io.mesosjava.framework.offer.Packing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.Protos;
import org.jspecify.annotations.Nullable;

/** The same work for Fenzo, with its fastest settings: no autoscaling, no shortfall analysis. */
final class Fenzo {

  private final Work work;
  private final List<Work.Task> tasks;
  private final List<Work.Agent> agents;

  Fenzo(Work work, List<Work.Task> tasks, List<Work.Agent> agents) {
    this.work = work;
    this.tasks = tasks;
    this.agents = agents;
  }

  /** One round with a scheduler that knows nothing yet; how many tasks were placed. */
  int place() {
    TaskScheduler.Builder builder =
        new TaskScheduler.Builder()
            .withLeaseOfferExpirySecs(1_000_000)
            .disableShortfallEvaluation()
            .withLeaseRejectAction(lease -> {});
    if (work.packing() == Packing.TIGHTEST) {
      builder.withFitnessCalculator(BinPackingFitnessCalculators.cpuMemBinPacker);
    } else {
      builder.withFitnessGoodEnoughFunction(fitness -> fitness > 0);
    }
    TaskScheduler scheduler = builder.build();
    try {
      List<VirtualMachineLease> leases = new ArrayList<>();
      agents.forEach(agent -> leases.add(new Lease(agent)));
      SchedulingResult result = scheduler.scheduleOnce(requests(), leases);
      if (!result.getExceptions().isEmpty()) {
        throw new IllegalStateException(result.getExceptions().get(0));
      }
      return result.getResultMap().values().stream()
          .mapToInt(agent -> agent.getTasksAssigned().size())
          .sum();
    } finally {
      scheduler.shutdown();
    }
  }

  private List<TaskRequest> requests() {
    Map<String, Set<String>> groups = new HashMap<>();
    List<TaskRequest> requests = new ArrayList<>();
    for (Work.Task task : tasks) {
      List<ConstraintEvaluator> hard = List.of();
      if (work.isUnique()) {
        Set<String> group = groups.computeIfAbsent(task.group(), key -> new HashSet<>());
        group.add(task.id());
        hard = List.of(new UniqueHostAttrConstraint(id -> group));
      }
      requests.add(new Request(task, hard));
    }
    return requests;
  }

  /** An agent's offer. */
  private record Lease(Work.Agent agent) implements VirtualMachineLease {

    private static final Protos.Offer NO_OFFER = Protos.Offer.getDefaultInstance();

    @Override
    public String getId() {
      return "O-" + agent.host();
    }

    @Override
    public long getOfferedTime() {
      return System.currentTimeMillis();
    }

    @Override
    public String hostname() {
      return agent.host();
    }

    @Override
    public String getVMID() {
      return "S-" + agent.host();
    }

    @Override
    public double cpuCores() {
      return agent.cpus();
    }

    @Override
    public double memoryMB() {
      return agent.mem();
    }

    @Override
    public double networkMbps() {
      return 0;
    }

    @Override
    public double diskMB() {
      return 0;
    }

    @Override
    public List<Range> portRanges() {
      return List.of(new Range(agent.firstPort(), agent.lastPort()));
    }

    @Override
    public Protos.Offer getOffer() {
      return NO_OFFER;
    }

    @Override
    public Map<String, Protos.Attribute> getAttributeMap() {
      return new HashMap<>(); // Fenzo asks for null keys.
    }

    @Override
    public @Nullable Double getScalarValue(String name) {
      return null;
    }

    @Override
    public Map<String, Double> getScalarValues() {
      return new HashMap<>();
    }
  }

  /** A task's needs. */
  private static final class Request implements TaskRequest {

    private final Work.Task task;
    private final List<ConstraintEvaluator> hard;
    private @Nullable AssignedResources assigned;

    Request(Work.Task task, List<ConstraintEvaluator> hard) {
      this.task = task;
      this.hard = hard;
    }

    @Override
    public String getId() {
      return task.id();
    }

    @Override
    public String taskGroupName() {
      return "";
    }

    @Override
    public double getCPUs() {
      return task.cpus();
    }

    @Override
    public double getMemory() {
      return task.mem();
    }

    @Override
    public double getNetworkMbps() {
      return 0;
    }

    @Override
    public double getDisk() {
      return 0;
    }

    @Override
    public int getPorts() {
      return task.ports();
    }

    @Override
    public Map<String, Double> getScalarRequests() {
      return Map.of();
    }

    @Override
    public Map<String, NamedResourceSetRequest> getCustomNamedResources() {
      return Map.of();
    }

    @Override
    public List<? extends ConstraintEvaluator> getHardConstraints() {
      return hard;
    }

    @Override
    public List<? extends VMTaskFitnessCalculator> getSoftConstraints() {
      return List.of();
    }

    @Override
    public void setAssignedResources(AssignedResources resources) {
      assigned = resources;
    }

    @Override
    public @Nullable AssignedResources getAssignedResources() {
      return assigned;
    }
  }
}
