package io.mesosjava.benchmarks;

import io.mesosjava.resources.ResourceBuilder;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The algebra over the resources of many agents at once. Each agent's volumes are its own; agents
 * that differ also have ports, items of sets and a reservation of their own, none of which is one
 * kind with another agent's.
 */
@State(Scope.Benchmark)
public class AgentsBenchmark {

  /** How many agents there are. */
  @Param({"1000", "4000"})
  public int agents;

  /** The case that each agent's resources come from. */
  @Param({"n4", "n10"})
  public String offer = "";

  /** Whether agents are alike but for their volumes. */
  @Param({"alike", "differ"})
  public String kind = "";

  private final List<Resources> each = new ArrayList<>();
  private Resources merged = Resources.empty();
  private Resources task = Resources.empty();

  /** Makes the agents. */
  @Setup
  public void read() throws IOException {
    ResourceInputs inputs = new ResourceInputs();
    List<Resource> messages = inputs.messages(offer, "offer");
    task = Resources.of(inputs.messages(offer, "task"));
    for (int agent = 0; agent < agents; agent++) {
      List<Resource> own = new ArrayList<>();
      for (Resource resource : messages) {
        own.add(ownVolume(resource, agent));
      }
      if (kind.equals("differ")) {
        own.addAll(ownKinds(agent));
      }
      each.add(Resources.of(own));
    }
    merged = Resources.sum(each);
  }

  private static List<Resource> ownKinds(int agent) {
    long port = 40_000 + 3L * agent; // Never adjacent to another agent's.
    return List.of(
        ResourceBuilder.ports(port, port + 1).build(),
        ResourceBuilder.set("zones", "zone-" + agent).build(),
        ResourceBuilder.cpus(1).reservedDynamically("role-" + agent, "principal").build());
  }

  private static Resource ownVolume(Resource resource, int agent) {
    if (!resource.getDisk().hasPersistence()) {
      return resource;
    }
    Resource.Builder volume = resource.toBuilder();
    volume.getDiskBuilder().getPersistenceBuilder().setId("volume-" + agent);
    return volume.build();
  }

  /** The resources of all agents. */
  @Benchmark
  public Resources sum() {
    return Resources.sum(each);
  }

  /** All agents and one more. */
  @Benchmark
  public Resources add() {
    return merged.plus(each.get(0));
  }

  /** All agents without a task. */
  @Benchmark
  public Resources subtract() {
    return merged.minus(task);
  }

  /** Whether a task fits. */
  @Benchmark
  public boolean contains() {
    return merged.contains(task);
  }

  /** The concrete resources for a task. */
  @Benchmark
  public Object find() {
    return merged.find(task);
  }
}
