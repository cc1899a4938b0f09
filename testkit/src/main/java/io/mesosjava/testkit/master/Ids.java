package io.mesosjava.testkit.master;

import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.OfferID;
import java.util.Optional;

/** The ids that a master gives out, and the rules for those that others choose. */
final class Ids {

  private static final int MAX_LENGTH = 255;

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
    if (id.isEmpty()) {
      return Optional.of("ID must not be empty");
    }
    if (id.length() > MAX_LENGTH) {
      return Optional.of("ID must not be greater than " + MAX_LENGTH + " characters");
    }
    if (id.equals(".") || id.equals("..")) {
      return Optional.of("'" + id + "' is disallowed");
    }
    boolean bad = id.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '/' || c == '\\');
    return bad ? Optional.of("'" + id + "' contains invalid characters") : Optional.empty();
  }
}
