package io.mesosjava.testkit;

import io.mesosjava.testkit.link.Wire;
import java.util.function.UnaryOperator;

/** Lets tests in other packages put something between agents and master. */
public final class Wiring {

  private Wiring() {}

  /** {@code builder}, building a cluster in which {@code wiring} changes the agents' wires. */
  @SuppressWarnings("exports") // Tests are inside the module.
  public static EmbeddedCluster.Builder with(
      EmbeddedCluster.Builder builder, UnaryOperator<Wire> wiring) {
    return builder.wiring(wiring);
  }
}
