package io.mesosjava.testkit.master;

import io.mesosjava.resources.MasterChecks;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.OfferID;
import java.util.Optional;

/** The ids that a master gives out, and the rules for those that others choose. */
final class Ids {

  private final String masterId;
  private int frameworks;
  private int agents;
  private int offers;

  Ids(String masterId) {
    this.masterId = masterId;
  }

  FrameworkID nextFramework() {
    return FrameworkID.newBuilder()
        .setValue(String.format("%s-%04d", masterId, frameworks++))
        .build();
  }

  AgentID nextAgent() {
    return AgentID.newBuilder().setValue(masterId + "-S" + agents++).build();
  }

  OfferID nextOffer() {
    return OfferID.newBuilder().setValue(masterId + "-O" + offers++).build();
  }

  /** What is wrong with the id {@code id}, in Mesos' words. */
  static Optional<String> problem(String id) {
    return MasterChecks.idViolation(id);
  }
}
