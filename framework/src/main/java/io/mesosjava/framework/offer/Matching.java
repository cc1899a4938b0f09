package io.mesosjava.framework.offer;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Finds places for tasks: a function of the tasks' needs, the offers, and the tasks that run.
 *
 * <p>Tasks are placed one by one in the order given, each where its resources and ports can be
 * found and its constraints hold, counting those placed before it. Nothing is taken twice. A task
 * that has no place is passed over, and {@link Unplaced} says why.
 *
 * <pre>{@code
 * Placements result = Matching.of(Packing.FIRST).place(needs, pool.byAgent(), tenants);
 * result.byOffers().forEach((offers, placements) -> {
 *   if (pool.claim(offers.ids())) {
 *     session.accept(offers.ids(), List.of(OfferOperations.launch(tasks(placements))), null);
 *   }
 * });
 * result.unplaced().forEach(task -> log.info("{}", task));
 * }</pre>
 *
 * <p>Immutable, so for any thread.
 */
public final class Matching {

  private final Packing packing;

  private Matching(Packing packing) {
    this.packing = packing;
  }

  /** Matching that takes the agents in the way of {@code packing}. */
  public static Matching of(Packing packing) {
    return new Matching(Objects.requireNonNull(packing, "packing"));
  }

  /** Places {@code needs} on {@code offers}, of which nothing else runs. */
  public Placements place(Collection<TaskNeed> needs, List<AgentOffers> offers) {
    return place(needs, offers, List.of());
  }

  /**
   * Places {@code needs} on {@code offers}.
   *
   * @param tenants the tasks that run, as far as the constraints of {@code needs} may count them
   */
  public Placements place(
      Collection<TaskNeed> needs, List<AgentOffers> offers, Collection<Tenant> tenants) {
    return new Round(offers, tenants, packing, Round.LEAST_TO_RANK).place(needs);
  }
}
