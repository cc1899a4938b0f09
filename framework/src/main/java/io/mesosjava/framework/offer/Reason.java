package io.mesosjava.framework.offer;

import io.mesosjava.resources.PortRequest;

/** Why a task is not placed on an agent: the first obstacle met. */
public sealed interface Reason {

  /**
   * There is not enough of a resource.
   *
   * @param resource its name
   * @param wanted how much is needed
   * @param most how much the agent that has most of it has left
   */
  record NotEnough(String resource, double wanted, double most) implements Reason {
    @Override
    public String toString() {
      return "not enough "
          + resource
          + " ("
          + text(wanted)
          + " wanted, at most "
          + text(most)
          + ")";
    }

    private static String text(double amount) {
      return amount == Math.rint(amount) && Math.abs(amount) < 1e15
          ? Long.toString((long) amount)
          : Double.toString(amount);
    }
  }

  /** There is enough in sum, but not of the kind: reservation, allocation, disk, provider. */
  record WrongKind() implements Reason {
    @Override
    public String toString() {
      return "enough resources, but not of the kind wanted";
    }
  }

  /**
   * There are too few of the ports that will do.
   *
   * @param request the ports
   */
  record NoPorts(PortRequest request) implements Reason {
    @Override
    public String toString() {
      return "too few ports (" + request.count() + " wanted)";
    }
  }

  /**
   * A constraint does not hold.
   *
   * @param constraint the first that does not
   */
  record Refused(Constraint constraint) implements Reason {
    @Override
    public String toString() {
      return "refused by '" + constraint + "'";
    }
  }
}
