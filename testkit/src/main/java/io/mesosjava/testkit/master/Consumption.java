package io.mesosjava.testkit.master;

import io.mesosjava.resources.Quantities;
import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Where;
import io.mesosjava.roles.Role;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Value;
import java.util.List;

/** How much of the cluster a role and the roles below it have: that is what quotas are about. */
final class Consumption {

  private final Resources totals;
  private final Resources used;
  private final List<Offer> offers;

  private Consumption(Resources totals, Resources used, List<Offer> offers) {
    this.totals = totals;
    this.used = used;
    this.offers = offers;
  }

  static Consumption of(MasterState state) {
    List<Offer> offers = List.copyOf(state.offers.values());
    Resources allocated =
        Resources.sum(state.agents.values().stream().map(Agent::allocated).toList());
    return new Consumption(
        Resources.sum(state.agents.values().stream().map(Agent::total).toList()),
        allocated.minus(Offers.resources(offers)),
        offers);
  }

  /** All that there is and that nobody can take away again. */
  Quantities capacity() {
    return Quantities.of(
        totals.filter(Where.revocable().negate().and(Where.ofType(Value.Type.SCALAR))));
  }

  /** All that is reserved for the role, used or not, and what it uses of the rest. */
  Quantities of(String role) {
    Resources unreserved = used.filter(Where.allocatedBelow(role)).filter(Where.unreserved());
    Resources reserved = totals.filter(Where.reservedBelow(role));
    return Quantities.of(unreserved).plus(Quantities.of(reserved));
  }

  /** The same with what is on offer to the role. */
  Quantities withOffers(String role) {
    List<Offer> offered = offers.stream().filter(offer -> isFor(offer, role)).toList();
    return of(role).plus(Quantities.of(Offers.resources(offered)));
  }

  static boolean isFor(Offer offer, String role) {
    String to = offer.getAllocationInfo().getRole();
    return to.equals(role) || Role.isStrictSubrole(to, role);
  }
}
