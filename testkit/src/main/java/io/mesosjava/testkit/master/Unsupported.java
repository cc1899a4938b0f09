package io.mesosjava.testkit.master;

import io.mesosjava.v1.Offer.Operation;

/** What the embedded master does not do, said instead of a silence that could mean anything. */
final class Unsupported {

  private Unsupported() {}

  static String reason(Operation operation) {
    return "The embedded master does not perform " + operation.getType() + " operations";
  }
}
