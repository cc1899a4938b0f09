package io.mesosjava.testkit.master;

import io.mesosjava.resources.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who has how much: the dominant shares of roles and of frameworks in their roles. A share is the
 * largest part, over all scalar resources, of the cluster's total; that of a role is divided by its
 * weight. Ties go to the one that was given less often ({@link Turns}), then by name.
 */
final class Shares {

  private record Member(String role, Framework framework) {}

  private static final class Account {
    /** Thousandths, by name: whole numbers, so that sums do not depend on their order. */
    final Map<String, Long> amounts = new HashMap<>();

    int turns;

    Account(int turns) {
      this.turns = turns;
    }

    void add(Resources more) {
      more.names()
          .forEach(name -> amounts.merge(name, Math.round(more.scalar(name) * 1000), Long::sum));
    }

    double amount(String name) {
      return amounts.getOrDefault(name, 0L) / 1000.0;
    }
  }

  private final Map<String, Double> total = new HashMap<>();
  private final Map<String, Account> roles = new TreeMap<>();
  private final Map<Member, Account> members = new HashMap<>();
  private final Map<String, List<Framework>> frameworks = new HashMap<>();

  private final Map<String, Double> weights;
  private final Turns turns;

  private Shares(Map<String, Double> weights, Turns turns) {
    this.weights = weights;
    this.turns = turns;
  }

  static Shares of(MasterState state) {
    Shares shares = new Shares(state.registry.weights, state.turns);
    for (Framework framework : state.frameworks.values()) {
      framework.roles().forEach(role -> shares.join(role, framework));
    }
    if (shares.nobodyWants()) {
      return shares;
    }
    state.agents.values().forEach(agent -> shares.count(agent.total()));
    state.agents.values().forEach(agent -> shares.charge(state, agent));
    return shares;
  }

  private void count(Resources resources) {
    resources.names().forEach(name -> total.merge(name, resources.scalar(name), Double::sum));
  }

  /** Whether no framework wants offers. */
  boolean nobodyWants() {
    return frameworks.isEmpty();
  }

  private void join(String role, Framework framework) {
    if (framework.isConnected() && !framework.suppressedRoles.contains(role)) {
      frameworks.computeIfAbsent(role, r -> new ArrayList<>()).add(framework);
    }
  }

  private void charge(MasterState state, Agent agent) {
    for (Framework framework : state.frameworks.values()) {
      Resources allocated = agent.allocatedTo(framework.id());
      for (String role : framework.roles()) {
        Resources ofRole =
            allocated.filter(resource -> resource.getAllocationInfo().getRole().equals(role));
        if (!ofRole.isEmpty()) {
          charge(role, framework, ofRole.unallocate());
        }
      }
    }
  }

  private void charge(String role, Framework framework, Resources resources) {
    ofRole(role).add(resources);
    ofMember(role, framework).add(resources);
  }

  /** Charges {@code resources}, which carry no allocation, and counts a turn. */
  void add(String role, Framework framework, Resources resources) {
    charge(role, framework, resources);
    ofRole(role).turns++;
    ofMember(role, framework).turns++;
  }

  List<String> rolesBySmallestShare() {
    Comparator<String> order =
        Comparator.<String>comparingDouble(role -> share(ofRole(role)) / weight(role))
            .thenComparingInt(role -> ofRole(role).turns)
            .thenComparing(Comparator.naturalOrder());
    return frameworks.keySet().stream().sorted(order).toList();
  }

  /** The frameworks of {@code role} that want offers. */
  List<Framework> frameworksBySmallestShare(String role) {
    Comparator<Framework> order =
        Comparator.<Framework>comparingDouble(f -> share(ofMember(role, f)))
            .thenComparingInt(f -> ofMember(role, f).turns)
            .thenComparing(f -> f.id().getValue());
    return frameworks.getOrDefault(role, List.of()).stream().sorted(order).toList();
  }

  private double weight(String role) {
    return weights.getOrDefault(role, 1.0);
  }

  private Account ofRole(String role) {
    return roles.computeIfAbsent(role, r -> new Account(turns.of(r)));
  }

  private Account ofMember(String role, Framework framework) {
    return members.computeIfAbsent(
        new Member(role, framework), m -> new Account(turns.of(role, framework.id())));
  }

  private double share(Account account) {
    return total.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .mapToDouble(entry -> account.amount(entry.getKey()) / entry.getValue())
        .max()
        .orElse(0);
  }
}
