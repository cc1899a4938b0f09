package io.mesosjava.benchmarks.matching;

import io.mesosjava.attributes.Attributes;
import io.mesosjava.framework.offer.AgentOffers;
import io.mesosjava.framework.offer.Constraint;
import io.mesosjava.framework.offer.Packing;
import io.mesosjava.framework.offer.Selector;
import io.mesosjava.framework.offer.TaskNeed;
import io.mesosjava.resources.PortRequest;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is to be matched: tasks and agents as plain numbers, from which both sides make what they
 * want.
 */
enum Work {
  /** 40 kinds of tasks, half of them with a port; there is room for all. Any agent will do. */
  ROOMY(Packing.FIRST, 16, false),
  /** As ROOMY, each on the agent that is fullest afterwards. */
  TIGHTEST(Packing.TIGHTEST, 16, false),
  /** No task is like another. */
  DISTINCT(Packing.FIRST, 16, false),
  /** As ROOMY, but only a tenth of the agents has room. */
  CROWDED(Packing.FIRST, 2, false),
  /** No task fits anywhere. */
  HOPELESS(Packing.FIRST, 0.05, false),
  /** No two tasks of a group of 100 on one host. */
  UNIQUE_HOSTS(Packing.FIRST, 16, true);

  /** One task: every 40th is like it, but in DISTINCT. */
  record Task(String id, String group, double cpus, double mem, int ports) {}

  /** One agent. */
  record Agent(String host, double cpus, double mem, int firstPort, int lastPort) {}

  private static final int KINDS = 40;
  private static final int GROUP = 100;

  private final Packing packing;
  private final double cpusPerAgent;
  private final boolean unique;

  Work(Packing packing, double cpusPerAgent, boolean unique) {
    this.packing = packing;
    this.cpusPerAgent = cpusPerAgent;
    this.unique = unique;
  }

  Packing packing() {
    return packing;
  }

  boolean isUnique() {
    return unique;
  }

  /** {@code count} tasks. */
  List<Task> tasks(int count) {
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int kind = i % KINDS;
      tasks.add(
          new Task(
              "task-" + i,
              "group-" + i / GROUP,
              this == DISTINCT ? 0.1 + i * 0.001 % 4 : 0.1 * (1 + kind),
              32.0 * (1 + kind * 7 % KINDS),
              kind % 2));
    }
    return tasks;
  }

  /** {@code count} agents; in CROWDED a tenth of them has room. */
  List<Agent> agents(int count) {
    List<Agent> agents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean small = this == CROWDED && i % 10 != 0;
      double cpus = small ? 0.05 : cpusPerAgent;
      agents.add(new Agent("host-" + i, cpus, 1024 * Math.max(1, cpus), 31_000, 31_999));
    }
    return agents;
  }

  /** The needs of {@code tasks}; those that are alike share what is alike. */
  List<TaskNeed> needs(List<Task> tasks) {
    Map<String, TaskNeed> kinds = new HashMap<>();
    List<TaskNeed> needs = new ArrayList<>();
    for (Task task : tasks) {
      String text = String.format(Locale.ROOT, "cpus:%.3f;mem:%.0f", task.cpus(), task.mem());
      String kind = text + " " + task.ports() + (unique ? task.group() : "");
      needs.add(kinds.computeIfAbsent(kind, key -> need(task, text)).withId(task.id()));
    }
    return needs;
  }

  private TaskNeed need(Task task, String resources) {
    TaskNeed.Builder need = TaskNeed.builder(task.id(), Resources.parse(resources));
    if (task.ports() > 0) {
      need.ports(PortRequest.any(task.ports()));
    }
    if (unique) {
      need.group(task.group()).constraint(Constraint.unique(Selector.hostname()));
    }
    return need.build();
  }

  /** The offers of {@code agents}, as the pool has them before they are merged. */
  static List<Offer> offers(List<Agent> agents) {
    Resource.AllocationInfo allocation =
        Resource.AllocationInfo.newBuilder().setRole("batch").build();
    List<Offer> offers = new ArrayList<>();
    for (Agent agent : agents) {
      String text =
          String.format(
              Locale.ROOT,
              "cpus:%.2f;mem:%.0f;ports:[%d-%d]",
              agent.cpus(),
              agent.mem(),
              agent.firstPort(),
              agent.lastPort());
      offers.add(
          Offer.newBuilder()
              .setId(OfferID.newBuilder().setValue("O-" + agent.host()))
              .setFrameworkId(FrameworkID.newBuilder().setValue("F"))
              .setAgentId(AgentID.newBuilder().setValue("S-" + agent.host()))
              .setHostname(agent.host())
              .setAllocationInfo(allocation)
              .addAllResources(Resources.parse(text).allocate("batch").messages())
              .addAllAttributes(Attributes.parse("rack:r" + offers.size() % 40).messages())
              .build());
    }
    return offers;
  }

  /** The offers as matching wants them. */
  static List<AgentOffers> merged(List<Offer> offers) {
    return AgentOffers.merge(offers);
  }
}
