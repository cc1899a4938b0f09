package io.mesosjava.testkit.master;

import io.mesosjava.v1.FrameworkID;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How often each role, and each framework in it, was given something since it came: who has an
 * equal share and was given less often goes first. As in a Mesos, a master's successor begins anew.
 */
final class Turns {

  private record Member(String role, FrameworkID framework) {}

  private final Map<String, Integer> roles = new HashMap<>();
  private final Map<Member, Integer> members = new HashMap<>();

  int of(String role) {
    return roles.getOrDefault(role, 0);
  }

  int of(String role, FrameworkID framework) {
    return members.getOrDefault(new Member(role, framework), 0);
  }

  void taken(String role, FrameworkID framework) {
    roles.merge(role, 1, Integer::sum);
    members.merge(new Member(role, framework), 1, Integer::sum);
  }

  /** Forgets frameworks that are not among {@code frameworks} or left a role, and empty roles. */
  void forgetOthers(Collection<Framework> frameworks) {
    Set<Member> present = new HashSet<>();
    for (Framework framework : frameworks) {
      framework.roles().forEach(role -> present.add(new Member(role, framework.id())));
    }
    members.keySet().retainAll(present);
    roles.keySet().retainAll(present.stream().map(Member::role).collect(Collectors.toSet()));
  }
}
