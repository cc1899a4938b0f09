package io.mesosjava.framework.offer;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.values.Ranges;
import java.util.List;
import java.util.Objects;

/**
 * A place for a task.
 *
 * @param need the task
 * @param on the offers that it takes from
 * @param resources what it takes, ports included: concrete resources, with the reservations and the
 *     allocation of the offers
 * @param ports the ports for each of the need's requests, in their order
 */
public record Placement(TaskNeed need, AgentOffers on, Resources resources, List<Ranges> ports) {

  /** Nothing is null. */
  public Placement {
    Objects.requireNonNull(need, "need");
    Objects.requireNonNull(on, "on");
    Objects.requireNonNull(resources, "resources");
    ports = List.copyOf(ports);
  }

  /** The task, as far as it follows from its place: id, name (its id), agent and resources. */
  public TaskInfo.Builder task() {
    return TaskInfo.newBuilder()
        .setName(need.id())
        .setTaskId(TaskID.newBuilder().setValue(need.id()))
        .setAgentId(on.site().agent())
        .addAllResources(resources.messages());
  }

  /** The task, for the constraints of the next ones. */
  public Tenant tenant() {
    return new Tenant(need.group(), on.site());
  }
}
