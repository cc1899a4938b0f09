package io.mesosjava.resources;

import org.jspecify.annotations.Nullable;

/** The order in which resources with other reservations than the wanted ones are tried. */
enum Preference {
  /** What is reserved to the wanted role. */
  OWN_ROLE,
  /** What is reserved to no one. */
  UNRESERVED,
  /** Whatever there is. */
  ANY;

  boolean allows(@Nullable String reservedTo, @Nullable String wantedRole) {
    return switch (this) {
      case OWN_ROLE -> reservedTo != null && reservedTo.equals(wantedRole);
      case UNRESERVED -> reservedTo == null;
      case ANY -> true;
    };
  }
}
