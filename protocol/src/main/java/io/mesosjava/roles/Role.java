package io.mesosjava.roles;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A valid role: {@code *}, or a path of components joined by slashes, such as {@code eng/dev}. A
 * subrole may use what is reserved for its ancestors; {@code *} is no one's ancestor.
 *
 * <p>Mesos: {@code src/common/roles.cpp}.
 *
 * @param path the whole path
 */
public record Role(String path) implements Comparable<Role> {

  /** The role of unreserved resources. */
  public static final String STAR = "*";

  /**
   * A role that keeps all rules.
   *
   * @throws IllegalArgumentException with the text of Mesos, if {@code path} breaks a rule
   */
  public Role {
    violation(path)
        .ifPresent(
            text -> {
              throw new IllegalArgumentException(text);
            });
  }

  /**
   * Reads roles separated by commas, as the master's {@code --roles} flag; empty parts are skipped.
   *
   * @throws IllegalArgumentException with the text of Mesos, if one of them breaks a rule
   */
  public static List<Role> parseList(String text) {
    requireNonNull(text, "text");
    List<Role> roles = new ArrayList<>();
    for (String path : text.split(",", -1)) {
      if (!path.isEmpty()) {
        roles.add(new Role(path));
      }
    }
    return roles;
  }

  /**
   * What is wrong with {@code path} as a role, in the words of Mesos; empty if nothing is.
   *
   * <p>No leading, trailing or adjacent slashes; no component may be empty, {@code .}, {@code ..}
   * or {@code *}, start with a dash, or hold whitespace or DEL. {@code *} alone is valid.
   */
  public static Optional<String> violation(String path) {
    requireNonNull(path, "path");
    return path.equals(STAR) ? Optional.empty() : Optional.ofNullable(RoleRules.violation(path));
  }

  /** The first violation among {@code paths}; empty if all are valid roles. */
  public static Optional<String> violation(Collection<String> paths) {
    requireNonNull(paths, "paths");
    return paths.stream().flatMap(path -> violation(path).stream()).findFirst();
  }

  /**
   * Whether {@code path} lies below {@code ancestor}, as {@code eng/dev} lies below {@code eng}.
   */
  public static boolean isStrictSubrole(String path, String ancestor) {
    requireNonNull(path, "path");
    requireNonNull(ancestor, "ancestor");
    return path.length() > ancestor.length()
        && path.charAt(ancestor.length()) == '/'
        && path.startsWith(ancestor);
  }

  /** Whether this role lies below {@code ancestor}. */
  public boolean isStrictSubroleOf(Role ancestor) {
    requireNonNull(ancestor, "ancestor");
    return isStrictSubrole(path, ancestor.path);
  }

  /** The role one level up; empty for a role at the top. */
  public Optional<Role> parent() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(new Role(path.substring(0, slash)));
  }

  /** All roles above this one, nearest first. */
  public List<Role> ancestors() {
    List<Role> ancestors = new ArrayList<>();
    for (Optional<Role> up = parent(); up.isPresent(); up = up.get().parent()) {
      ancestors.add(up.get());
    }
    return ancestors;
  }

  /** Orders by path. */
  @Override
  public int compareTo(Role that) {
    requireNonNull(that, "that");
    return path.compareTo(that.path);
  }

  @Override
  public String toString() {
    return path;
  }
}
