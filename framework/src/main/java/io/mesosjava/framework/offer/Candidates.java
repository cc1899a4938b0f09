package io.mesosjava.framework.offer;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.Resource;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agents of one round and what they have left. Of plain kinds of resources there are sums in
 * arrays, so that most agents are ruled out by comparing a few numbers: they are upper bounds of
 * what {@link Resources#find} can give. Not thread-safe.
 */
final class Candidates {

  private final List<AgentOffers> offers;
  private final Resources[] left;
  private final Map<Kind, long[]> free = new HashMap<>();
  private final Map<Kind, BitSet> special = new HashMap<>();
  private final long[] cpus;
  private final long[] mem;
  private final double[] perCpu;
  private final double[] perMem;

  /** Who something was taken from, in order. */
  private int[] taken = new int[64];

  private int takenCount;

  Candidates(List<AgentOffers> offers) {
    this.offers = List.copyOf(offers);
    left = new Resources[offers.size()];
    for (int i = 0; i < left.length; i++) {
      left[i] = offers.get(i).resources();
      count(i);
    }
    cpus = free(Kind.CPUS);
    mem = free(Kind.MEM);
    perCpu = shares(cpus);
    perMem = shares(mem);
  }

  private void count(int candidate) {
    for (Resource resource : left[candidate]) {
      Kind kind = Kind.of(resource);
      if (kind.special() == null) {
        long[] amounts = free(kind);
        amounts[candidate] = Kind.sum(amounts[candidate], Kind.amount(resource));
      } else {
        special.computeIfAbsent(kind, first -> new BitSet()).set(candidate);
      }
    }
  }

  int size() {
    return left.length;
  }

  AgentOffers offers(int candidate) {
    return offers.get(candidate);
  }

  Resources left(int candidate) {
    return left[candidate];
  }

  /** How much of a plain {@code kind} each has left. */
  long[] free(Kind kind) {
    return free.computeIfAbsent(kind, first -> new long[left.length]);
  }

  /** Who had something of a special {@code kind}. */
  BitSet having(Kind kind) {
    BitSet found = special.get(kind);
    return found == null ? new BitSet() : (BitSet) found.clone();
  }

  /** Takes what a task got; {@code rest} is what is then left. */
  void take(int candidate, Resources rest, Demand demand) {
    left[candidate] = rest;
    demand.takeFrom(this, candidate);
    if (takenCount == taken.length) {
      taken = Arrays.copyOf(taken, 2 * takenCount);
    }
    taken[takenCount++] = candidate;
  }

  /** How often something was taken: as long as this is the same, nothing has changed. */
  int taken() {
    return takenCount;
  }

  /** Who it was taken from at the time {@code number}, from 0 on. */
  int taken(int number) {
    return taken[number];
  }

  /** Counts what {@code candidate} has left anew. */
  void recount(int candidate) {
    free.values().forEach(amounts -> amounts[candidate] = 0);
    count(candidate);
  }

  /** What one unit is of all that was offered: half of the fill is by cpus, half by mem. */
  private static double[] shares(long[] all) {
    return Arrays.stream(all).mapToDouble(total -> total == 0 ? 0 : 0.5 / total).toArray();
  }

  /** How full the agent is with some cpus and mem more, from 0 to 1, by what it offered. */
  double fill(int candidate, long moreCpus, long moreMem) {
    return 1
        - (cpus[candidate] - moreCpus) * perCpu[candidate]
        - (mem[candidate] - moreMem) * perMem[candidate];
  }

  /** The role that the resources of {@code candidate} are allocated to; null if to none. */
  @Nullable String role(int candidate) {
    String role = offers.get(candidate).role();
    return role.isEmpty() ? null : role;
  }
}
