package io.mesosjava.framework.offer;

import io.mesosjava.resources.PortRequest;
import io.mesosjava.resources.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a task needs of the place where it runs. Immutable; tasks that are alike are matched fastest
 * when one is made from the other with {@link #withId}.
 *
 * <pre>{@code
 * TaskNeed need =
 *     TaskNeed.builder("web-1", Resources.parse("cpus:0.5;mem:256"))
 *         .ports(PortRequest.any(2))
 *         .group("web")
 *         .constraint(Constraint.unique(Selector.hostname()))
 *         .build();
 * }</pre>
 */
public final class TaskNeed {

  /** What can be shared by tasks that are alike. */
  record Shape(
      Resources resources, List<PortRequest> ports, String group, List<Constraint> constraints) {}

  private final String id;
  private final Shape shape;

  private TaskNeed(String id, Shape shape) {
    this.id = Objects.requireNonNull(id, "id");
    this.shape = shape;
  }

  /**
   * A need for resources; see {@link Resources#find(Resources)} for how they are found.
   *
   * @param id the task's id
   */
  public static Builder builder(String id, Resources resources) {
    Objects.requireNonNull(resources, "resources");
    return new Builder(id, resources);
  }

  /** The same need of another task. */
  public TaskNeed withId(String other) {
    return new TaskNeed(other, shape);
  }

  /** The task's id. */
  public String id() {
    return id;
  }

  /** The resources, without {@link #ports}. */
  public Resources resources() {
    return shape.resources();
  }

  /** The ports, in addition to the resources. */
  public List<PortRequest> ports() {
    return shape.ports();
  }

  /** The group: the tasks that constraints count together; empty if the task is in none. */
  public String group() {
    return shape.group();
  }

  /** The constraints; all have to hold. */
  public List<Constraint> constraints() {
    return shape.constraints();
  }

  Shape shape() {
    return shape;
  }

  @Override
  public String toString() {
    return id + " (" + resources() + ")";
  }

  /** Collects what a task needs. Not thread-safe. */
  public static final class Builder {

    private final String id;
    private final Resources resources;
    private final List<PortRequest> ports = new ArrayList<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private String group = "";

    private Builder(String id, Resources resources) {
      this.id = Objects.requireNonNull(id, "id");
      this.resources = resources;
    }

    /** Ports, in addition to the resources; may be called several times. */
    public Builder ports(PortRequest request) {
      ports.add(Objects.requireNonNull(request, "request"));
      return this;
    }

    /** The group of tasks that constraints count together; without one, the task is alone. */
    public Builder group(String name) {
      group = Objects.requireNonNull(name, "name");
      return this;
    }

    /** A constraint; may be called several times, and all have to hold. */
    public Builder constraint(Constraint constraint) {
      constraints.add(Objects.requireNonNull(constraint, "constraint"));
      return this;
    }

    /** The need. */
    public TaskNeed build() {
      return new TaskNeed(
          id, new Shape(resources, List.copyOf(ports), group, List.copyOf(constraints)));
    }
  }
}
