package io.mesosjava.testkit.master;

import io.mesosjava.resources.Limits;
import io.mesosjava.resources.Quantities;
import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Where;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.quota.QuotaConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How quotas bear on one run of the allocator: what roles still lack of their guarantees, what they
 * may have before they reach their limits, and how much must be left for the guarantees of others.
 * A quota is that of a role at the top, and counts for all below it.
 */
final class QuotaBook {

  private static final class Entry {

    private final Quantities guarantees;
    private final Limits limits;
    private Quantities had;

    Entry(QuotaConfig config, Quantities had) {
      this.guarantees = Quantities.of(config.getGuaranteesMap());
      this.limits = Limits.of(config.getLimitsMap());
      this.had = had;
    }

    Quantities lacking() {
      return guarantees.minus(had);
    }

    double allowed(String name) {
      return limits.minus(had).get(name).orElse(Double.MAX_VALUE);
    }
  }

  private final Map<String, Entry> entries = new TreeMap<>();

  /** What is free and unreserved in the whole cluster. */
  private Quantities free;

  private QuotaBook(Quantities free) {
    this.free = free;
  }

  static QuotaBook of(MasterState state) {
    if (state.registry.quotas.isEmpty()) {
      return new QuotaBook(Quantities.empty());
    }
    Resources available =
        Resources.sum(
            state.agents.values().stream().filter(Agent::isActive).map(Agent::available).toList());
    QuotaBook book = new QuotaBook(Quantities.of(available.filter(QuotaBook::counts)));
    Consumption consumption = Consumption.of(state);
    state.registry.quotas.forEach(
        (role, config) -> book.entries.put(role, new Entry(config, consumption.withOffers(role))));
    return book;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  private static boolean counts(Resource resource) {
    return Where.unreserved().test(resource)
        && !resource.hasRevocable()
        && resource.getType() == Value.Type.SCALAR;
  }

  private static String top(String role) {
    int slash = role.indexOf('/');
    return slash < 0 ? role : role.substring(0, slash);
  }

  /** The part of {@code fitting} that the guarantee of {@code role} entitles it to. */
  Resources guaranteed(String role, Resources fitting) {
    Entry entry = entries.get(top(role));
    if (entry == null || entry.lacking().isEmpty()) {
      return Resources.empty();
    }
    Quantities lacking = entry.lacking();
    boolean helps = lacking.names().stream().anyMatch(name -> fitting.scalar(name) > 0);
    return helps
        ? cut(
            fitting,
            name ->
                entry.guarantees.get(name) > 0
                    ? lacking.get(name)
                    : Math.min(entry.allowed(name), spare(name)))
        : Resources.empty();
  }

  /** The part of {@code fitting} that limits, and the guarantees of others, leave to a role. */
  Resources allowed(String role, Resources fitting) {
    if (entries.isEmpty()) {
      return fitting;
    }
    Entry entry = entries.get(top(role));
    return cut(
        fitting,
        name -> Math.min(entry == null ? Double.MAX_VALUE : entry.allowed(name), spare(name)));
  }

  /** What is free beyond all that guarantees still want. */
  private double spare(String name) {
    double wanted = entries.values().stream().mapToDouble(e -> e.lacking().get(name)).sum();
    return wanted == 0 ? Double.MAX_VALUE : Math.max(0, free.get(name) - wanted);
  }

  /** Notes that a role gets {@code resources}. */
  void grant(String role, Resources resources) {
    Quantities more = Quantities.of(resources.filter(QuotaBook::counts));
    free = free.minus(more);
    Entry entry = entries.get(top(role));
    if (entry != null) {
      entry.had = entry.had.plus(more);
    }
  }

  private static Resources cut(Resources resources, ToDoubleFunction<String> most) {
    List<Resource> kept = new ArrayList<>();
    for (Resource resource : resources) {
      double limit = counts(resource) ? most.applyAsDouble(resource.getName()) : Double.MAX_VALUE;
      if (resource.getScalar().getValue() <= limit) {
        kept.add(resource);
      } else if (limit > 0) {
        kept.add(resource.toBuilder().setScalar(Value.Scalar.newBuilder().setValue(limit)).build());
      }
    }
    return Resources.of(kept);
  }
}
