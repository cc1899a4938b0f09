package io.mesosjava.roles;

import org.jspecify.annotations.Nullable;

/** The rules for a role's path, with the texts that Mesos puts on the wire. */
final class RoleRules {

  /** Tab, line feed, vertical tab, form feed, carriage return and blank. */
  private static final String BLANKS = "\t\n\u000b\f\r ";

  private static final char DEL = 0x7f;

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
    int start = 0;
    for (int slash = role.indexOf('/'); slash >= 0; slash = role.indexOf('/', start)) {
      String violation = violation(role, role.substring(start, slash));
      if (violation != null) {
        return violation;
      }
      start = slash + 1;
    }
    return violation(role, role.substring(start));
  }

  private static @Nullable String violation(String role, String component) {
    if (component.equals(".") || component.equals("..") || component.equals(Role.STAR)) {
      return "Role '" + role + "' cannot include '" + component + "' as a component";
    }
    if (component.startsWith("-")) {
      return "Role component '" + component + "' is invalid because it starts with a dash";
    }
    for (int i = 0; i < component.length(); i++) {
      char c = component.charAt(i);
      if ((c <= ' ' && BLANKS.indexOf(c) >= 0) || c == DEL) {
        return "Role component '"
            + component
            + "' is invalid because it contains backspace or whitespace";
      }
    }
    return null;
  }
}
