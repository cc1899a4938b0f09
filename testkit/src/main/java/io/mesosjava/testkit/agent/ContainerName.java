package io.mesosjava.testkit.agent;

import io.mesosjava.v1.ContainerID;

/** Facts about the ids of containers. */
final class ContainerName {

  private ContainerName() {}

  /** The id as Mesos writes it into messages: its ancestors before it, with dots between. */
  static String of(ContainerID id) {
    return id.hasParent() ? of(id.getParent()) + "." + id.getValue() : id.getValue();
  }

  /** The outermost ancestor. */
  static ContainerID root(ContainerID id) {
    return id.hasParent() ? root(id.getParent()) : id;
  }

  /** Whether {@code id} is inside {@code ancestor}, at whatever depth. */
  static boolean isInside(ContainerID id, ContainerID ancestor) {
    return id.hasParent()
        && (id.getParent().equals(ancestor) || isInside(id.getParent(), ancestor));
  }
}
