package io.mesosjava.testkit.api;

import io.mesosjava.resources.ReservationFormat;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.Attribute;
import io.mesosjava.v1.ContainerStatus;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the older endpoints of masters and agents tell in the same way. */
public final class Summaries {

  private static final List<String> ALWAYS = List.of("disk", "mem", "gpus", "cpus");

  private Summaries() {}

  /** How much there is of what: numbers, and texts for ranges and sets. */
  public static Map<String, Object> resources(Iterable<Resource> resources) {
    Map<String, Object> summary = new LinkedHashMap<>();
    ALWAYS.forEach(name -> summary.put(name, 0.0));
    Resources all = Resources.of(resources);
    for (Resource resource : all) {
      String name = resource.getName() + (resource.hasRevocable() ? "_revocable" : "");
      switch (resource.getType()) {
        case SCALAR -> {
          double before = summary.get(name) instanceof Double number ? number : 0;
          summary.put(name, before + resource.getScalar().getValue());
        }
        case RANGES -> summary.put(name, ranges(resource.getRanges()));
        case SET -> summary.put(name, set(resource.getSet()));
        case TEXT -> {
          // Resources are never text.
        }
      }
    }
    return summary;
  }

  private static String ranges(Value.Ranges ranges) {
    return ranges.getRangeList().stream()
        .map(range -> range.getBegin() + "-" + range.getEnd())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String set(Value.Set set) {
    return String.join(", ", set.getItemList()).transform(items -> "{" + items + "}");
  }

  /** Resources in full, as endpoints show them. */
  public static List<Object> full(Iterable<Resource> resources) {
    return Resources.of(resources).messages().stream()
        .<Object>map(ReservationFormat.ENDPOINT::convert)
        .toList();
  }

  /** Attributes by their names. */
  public static Map<String, Object> attributes(List<Attribute> attributes) {
    Map<String, Object> summary = new LinkedHashMap<>();
    for (Attribute attribute : attributes) {
      summary.put(
          attribute.getName(),
          switch (attribute.getType()) {
            case SCALAR -> attribute.getScalar().getValue();
            case RANGES -> ranges(attribute.getRanges());
            case SET -> set(attribute.getSet());
            case TEXT -> attribute.getText().getValue();
          });
    }
    return summary;
  }

  /** The role that resources are allocated to; the empty string if none is known. */
  public static String role(List<Resource> resources) {
    return resources.isEmpty() ? "" : resources.get(0).getAllocationInfo().getRole();
  }

  /** A task. */
  public static Map<String, Object> task(Task task) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("id", task.getTaskId().getValue());
    summary.put("name", task.getName());
    summary.put("framework_id", task.getFrameworkId().getValue());
    summary.put("executor_id", task.getExecutorId().getValue());
    summary.put("slave_id", task.getAgentId().getValue());
    summary.put("state", task.getState().name());
    summary.put("resources", resources(task.getResourcesList()));
    summary.put("role", role(task.getResourcesList()));
    summary.put("statuses", task.getStatusesList().stream().map(Summaries::status).toList());
    if (task.hasUser()) {
      summary.put("user", task.getUser());
    }
    if (task.hasLabels()) {
      summary.put("labels", List.copyOf(task.getLabels().getLabelsList()));
    }
    if (task.hasDiscovery()) {
      summary.put("discovery", task.getDiscovery());
    }
    if (task.hasContainer()) {
      summary.put("container", task.getContainer());
    }
    if (task.hasHealthCheck()) {
      summary.put("health_check", task.getHealthCheck());
    }
    return summary;
  }

  private static Map<String, Object> status(TaskStatus status) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("state", status.getState().name());
    summary.put("timestamp", status.getTimestamp());
    if (status.hasLabels()) {
      summary.put("labels", List.copyOf(status.getLabels().getLabelsList()));
    }
    if (status.hasContainerStatus()) {
      summary.put("container_status", withoutPid(status.getContainerStatus()));
    }
    if (status.hasHealthy()) {
      summary.put("healthy", status.getHealthy());
    }
    return summary;
  }

  private static ContainerStatus withoutPid(ContainerStatus status) {
    return status.toBuilder().clearExecutorPid().build();
  }
}
