package io.mesosjava.testkit.master;

import io.mesosjava.resources.OperationRefusedException;
import io.mesosjava.resources.Operations;
import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Where;
import io.mesosjava.v1.Offer.Operation;
import io.mesosjava.v1.Resource;

/** What is on the table of one ACCEPT: the resources of its offers, and what became of them. */
final class Bargain {

  private final Framework framework;
  private final Agent agent;
  private final Resource.AllocationInfo allocation;
  private final Resources offered;

  /** A volume on offer can be used by any number of tasks, though each takes a copy. */
  private Resources shared;

  private Resources left;

  /** Volumes of another size now, which no other operation of this ACCEPT can use. */
  private Resources resized = Resources.empty();

  Bargain(Framework framework, Agent agent, Resource.AllocationInfo allocation, Resources offered) {
    this.framework = framework;
    this.agent = agent;
    this.allocation = allocation;
    this.offered = offered;
    this.left = offered;
    this.shared = offered.filter(Where.shared());
  }

  Framework framework() {
    return framework;
  }

  Agent agent() {
    return agent;
  }

  Resource.AllocationInfo allocation() {
    return allocation;
  }

  /** What an operation can take. */
  Resources available() {
    return left.filter(Where.shared().negate()).plus(shared);
  }

  /** All that no task has taken. */
  Resources unspent() {
    return left.plus(resized);
  }

  /** What operations have made of the offers: it goes back without a filter. */
  Resources converted() {
    return unspent().minus(offered);
  }

  /** What was on offer and is still as it was: it is declined. */
  Resources declined() {
    return left.minus(converted());
  }

  /** A task takes {@code resources}, which are available. */
  void spend(Resources resources) {
    Resources more = resources.filter(Where.shared()).minus(left.filter(Where.shared()));
    agent.allocate(framework.id(), more);
    left = left.minus(resources);
  }

  /**
   * Applies {@code operation} to what is left.
   *
   * @throws OperationRefusedException if it is invalid or takes more than there is
   */
  void convert(Operation operation) {
    Resources after = Operations.apply(left, operation);
    switch (operation.getType()) {
      case GROW_VOLUME, SHRINK_VOLUME -> {
        Resources made = after.minus(left);
        resized = resized.plus(made);
        left = after.minus(made);
      }
      default -> {
        left = after;
        shared = left.filter(Where.shared());
      }
    }
  }
}
