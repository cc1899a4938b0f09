package io.mesosjava.framework.offer;

import io.mesosjava.resources.PortRequest;
import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Split;
import io.mesosjava.v1.Resource;
import io.mesosjava.values.Ranges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The resources and ports that tasks of one shape need, ready for fast comparison. */
final class Demand {

  /** What was found for a task, and what is then left. */
  record Found(Resources taken, List<Ranges> ports, Resources left) {}

  private final Resources resources;
  private final List<PortRequest> ports;
  private final Set<String> roles = new TreeSet<>();
  private final List<Kind> kinds;
  private final long[] amounts;
  private final long[][] free;
  private final long cpus;
  private final long mem;
  private final boolean isPlain;

  /** Who cannot have the special kinds or the allocation that is wanted. */
  private final BitSet wrongKind = new BitSet();

  Demand(TaskNeed.Shape shape, Candidates candidates) {
    resources = shape.resources();
    ports = shape.ports();
    Map<Kind, Long> sums = new LinkedHashMap<>();
    boolean plain = true;
    for (Resource resource : resources) {
      Kind kind = Kind.of(resource);
      plain &= kind.special() == null;
      if (kind.special() == null) {
        sums.merge(kind, Kind.amount(resource), Kind::sum);
      } else {
        BitSet without = candidates.having(kind);
        without.flip(0, candidates.size());
        wrongKind.or(without);
      }
      if (resource.hasAllocationInfo()) {
        roles.add(resource.getAllocationInfo().getRole());
      }
    }
    ports.forEach(request -> sums.merge(Kind.PORTS, request.count(), Kind::sum));
    isPlain = plain;
    kinds = List.copyOf(sums.keySet());
    amounts = sums.values().stream().mapToLong(amount -> amount).toArray();
    free = kinds.stream().map(candidates::free).toArray(long[][]::new);
    cpus = sums.getOrDefault(Kind.CPUS, 0L);
    mem = sums.getOrDefault(Kind.MEM, 0L);
    ruleOutOtherRoles(candidates);
  }

  private void ruleOutOtherRoles(Candidates candidates) {
    for (int i = 0; !roles.isEmpty() && i < candidates.size(); i++) {
      String role = candidates.role(i);
      if (role == null || !roles.equals(Set.of(role))) {
        wrongKind.set(i);
      }
    }
  }

  BitSet wrongKind() {
    return wrongKind;
  }

  /** Whether {@code candidate} has enough in sum: cheap, and necessary. */
  boolean fits(int candidate) {
    return firstLack(candidate) < 0;
  }

  double fill(Candidates candidates, int candidate) {
    return candidates.fill(candidate, cpus, mem);
  }

  /** The exact search; null if there is not all of it. */
  @Nullable Found find(Resources left) {
    Split split = left.find(resources).orElse(null);
    if (split == null) {
      return null;
    }
    Resources taken = split.taken();
    Resources rest = split.left();
    List<Ranges> found = new ArrayList<>(ports.size());
    for (PortRequest request : ports) {
      Split part = rest.find(request).orElse(null);
      if (part == null) {
        return null;
      }
      found.add(part.taken().ports());
      taken = taken.plus(part.taken());
      rest = part.left();
    }
    return new Found(taken, found, rest);
  }

  /** Keeps the sums right after {@code candidate} has given what is needed. */
  void takeFrom(Candidates candidates, int candidate) {
    if (!isPlain) {
      candidates.recount(candidate);
      return;
    }
    for (int i = 0; i < amounts.length; i++) {
      free[i][candidate] -= amounts[i];
    }
  }

  /** What {@code candidate} first has not enough of, as a number for {@link #lack}; or -1. */
  int firstLack(int candidate) {
    for (int i = 0; i < amounts.length; i++) {
      if (free[i][candidate] < amounts[i]) {
        return i;
      }
    }
    return -1;
  }

  /** How many things there can be too little of. */
  int lacks() {
    return amounts.length;
  }

  Reason lack(int number) {
    Kind kind = kinds.get(number);
    long most = Arrays.stream(free[number]).max().orElse(0);
    return new Reason.NotEnough(kind.name(), kind.shown(amounts[number]), kind.shown(most));
  }

  /** Why the exact search finds nothing although the sums would do. */
  Reason misfit(Candidates candidates, int candidate) {
    if (wrongKind.get(candidate)) {
      return new Reason.WrongKind();
    }
    Resources rest = candidates.left(candidate).find(resources).map(Split::left).orElse(null);
    if (rest != null) {
      for (PortRequest request : ports) {
        Split part = rest.find(request).orElse(null);
        if (part == null) {
          return new Reason.NoPorts(request);
        }
        rest = part.left();
      }
    }
    return new Reason.WrongKind();
  }
}
