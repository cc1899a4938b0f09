package io.mesosjava.resources;

import static java.util.Objects.requireNonNull;

/**
 * Resources in two parts. Together they are what was split.
 *
 * @param taken what was found, concrete: with the reservations and allocation of where it came from
 * @param left everything else
 */
public record Split(Resources taken, Resources left) {

  /** Two parts, either of which may be empty. */
  public Split {
    requireNonNull(taken, "taken");
    requireNonNull(left, "left");
  }
}
