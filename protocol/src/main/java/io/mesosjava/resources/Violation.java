package io.mesosjava.resources;

import static java.util.Objects.requireNonNull;

import io.mesosjava.v1.Resource;

/**
 * A rule that a resource breaks, with the words of a Mesos master.
 *
 * @param reason which rule
 * @param resource the offending resource, as it was given
 * @param detail what is wrong, for example {@code Invalid scalar resource: value <= 0}
 */
public record Violation(Reason reason, Resource resource, String detail) {

  /** A rule that is broken. */
  public Violation {
    requireNonNull(reason, "reason");
    requireNonNull(resource, "resource");
    requireNonNull(detail, "detail");
  }

  /** The kinds of rules. */
  public enum Reason {
    /** The name is empty. */
    NAME,
    /** The type is none of SCALAR, RANGES and SET. */
    TYPE,
    /** Not a scalar, not a number, infinite, negative, or so small that it counts as zero. */
    SCALAR,
    /** Not ranges, a range reversed, or ranges that overlap. */
    RANGES,
    /** Not a set, or an item repeated. */
    SET,
    /** Disk information on another resource, or a contradictory or unknown disk source. */
    DISK,
    /** A role that breaks the rules for roles. */
    ROLE,
    /** A reservation for {@code *}, without type or role, or not refining the one below. */
    RESERVATION,
    /** The old and the new reservation fields contradict each other. */
    FORMAT,
    /** Shared, but not a persistent volume. */
    SHARED
  }

  /** The whole text as Mesos sends it: {@code Resource 'cpus:-1' is invalid: ...}. */
  public String message() {
    return "Resource '" + ResourceText.of(resource) + "' is invalid: " + detail;
  }
}
