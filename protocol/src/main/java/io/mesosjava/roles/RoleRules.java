package io.mesosjava.roles;

import org.jspecify.annotations.Nullable;

/** The rules for a role's path, with the texts that Mesos puts on the wire. */
final class RoleRules {

  /** Tab, line feed, vertical tab, form feed, carriage return, blank and DEL. */
  private static final String FORBIDDEN = "\t\n\u000b\f\r \u007f";

  private RoleRules() {}

  static @Nullable String violation(String role) {
    if (role.startsWith("/")) {
      return "Role '" + role + "' cannot start with a slash";
    }
    if (role.endsWith("/")) {
      return "Role '" + role + "' cannot end with a slash";
    }
    if (role.contains("//")) {
      return "Role '" + role + "' cannot contain two adjacent slashes";
    }
    if (role.isEmpty()) {
      return "Role names cannot be the empty string";
    }
    for (String component : role.split("/", -1)) {
      String violation = violation(role, component);
      if (violation != null) {
        return violation;
      }
    }
    return null;
  }

  private static @Nullable String violation(String role, String component) {
    if (component.equals(".") || component.equals("..") || component.equals(Role.STAR)) {
      return "Role '" + role + "' cannot include '" + component + "' as a component";
    }
    if (component.startsWith("-")) {
      return "Role component '" + component + "' is invalid because it starts with a dash";
    }
    if (component.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
      return "Role component '"
          + component
          + "' is invalid because it contains backspace or whitespace";
    }
    return null;
  }
}
