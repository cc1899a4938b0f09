package io.mesosjava.framework.offer;

import static io.mesosjava.client.SchedulerCalls.revive;
import static io.mesosjava.client.SchedulerCalls.suppress;

import io.mesosjava.framework.rule.TokenBucket;
import io.mesosjava.v1.scheduler.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Which roles are to get offers, which of them the master knows to, and so which SUPPRESS and
 * REVIVE are to be sent. An immutable value: each step gives the next.
 *
 * <p>A role that wants offers is revived, one that does not is suppressed; what the master knows is
 * not said again. REVIVE also lifts the filters of declined offers, so {@link #refresh} asks for it
 * when there are new needs; it makes the master's allocator start over, and so is limited in rate.
 * SUPPRESS is not: between two of a role there is a REVIVE.
 *
 * <p>A new subscription starts without filters and with suppressed roles of its own, so nothing has
 * to be said again after it but what has changed.
 *
 * <pre>{@code
 * OfferDemand.Step step = demand.want("web", !pending.isEmpty()).step(System.nanoTime());
 * demand = step.next();
 * step.calls().forEach(session::send); // and at step.nanosUntilNext() once more
 * }</pre>
 */
public final class OfferDemand {

  /** What the master knows of a role. */
  private enum Told {
    NOT_SURE,
    ACTIVE,
    SUPPRESSED
  }

  private record RoleDemand(boolean wanted, boolean filtersAreStale, Told told) {

    boolean isToSuppress() {
      return !wanted && told != Told.SUPPRESSED;
    }

    boolean isToRevive() {
      return wanted && (told != Told.ACTIVE || filtersAreStale);
    }

    RoleDemand told(Told now) {
      return new RoleDemand(wanted, filtersAreStale && now != Told.ACTIVE, now);
    }
  }

  /**
   * What to do now.
   *
   * @param next the demand after that
   * @param calls what to send, in this order; without framework id
   * @param nanosUntilNext when to step again, where a REVIVE has to wait for its turn
   */
  public record Step(OfferDemand next, List<Call> calls, OptionalLong nanosUntilNext) {}

  private final Map<String, RoleDemand> roles;
  private final boolean subscribed;
  private final TokenBucket revives;

  private OfferDemand(Map<String, RoleDemand> roles, boolean subscribed, TokenBucket revives) {
    this.roles = roles;
    this.subscribed = subscribed;
    this.revives = revives;
  }

  /**
   * The demand of a framework that is not subscribed; all its roles want offers.
   *
   * @param roles the framework's roles
   * @param revives how often REVIVE may be sent
   */
  public static OfferDemand of(Collection<String> roles, TokenBucket revives) {
    Objects.requireNonNull(revives, "revives");
    Map<String, RoleDemand> all = new TreeMap<>();
    roles.forEach(role -> all.put(role, new RoleDemand(true, false, Told.ACTIVE)));
    return new OfferDemand(all, false, revives);
  }

  /**
   * Whether {@code role} wants offers from now on.
   *
   * @throws IllegalArgumentException if it is none of the framework's roles
   */
  public OfferDemand want(String role, boolean wanted) {
    return with(
        known(role)::equals, old -> new RoleDemand(wanted, old.filtersAreStale(), old.told()));
  }

  /**
   * {@code role} wants offers, and what it declined before counts no more: there are new needs.
   *
   * @throws IllegalArgumentException if it is none of the framework's roles
   */
  public OfferDemand refresh(String role) {
    return with(known(role)::equals, old -> new RoleDemand(true, true, old.told()));
  }

  /** The roles that want no offers, for SUBSCRIBE and UPDATE_FRAMEWORK. */
  public Set<String> suppressedRoles() {
    Set<String> suppressed = new TreeSet<>();
    roles.forEach(
        (role, demand) -> {
          if (!demand.wanted()) {
            suppressed.add(role);
          }
        });
    return suppressed;
  }

  /** A subscription has begun, of which SUBSCRIBE said that {@code suppressed} are suppressed. */
  public OfferDemand subscribed(Collection<String> suppressed) {
    Set<String> told = Set.copyOf(suppressed);
    Map<String, RoleDemand> changed = new TreeMap<>();
    roles.forEach(
        (role, demand) ->
            changed.put(
                role,
                new RoleDemand(
                    demand.wanted(), false, told.contains(role) ? Told.SUPPRESSED : Told.ACTIVE)));
    return new OfferDemand(changed, true, revives);
  }

  /**
   * A subscription has begun that suppresses what the last SUPPRESS and REVIVE said, as each
   * subscription of a {@code SchedulerSession} does; the first one suppresses nothing.
   */
  public OfferDemand subscribed() {
    Map<String, RoleDemand> changed = new TreeMap<>(roles);
    changed.replaceAll((role, old) -> new RoleDemand(old.wanted(), false, old.told()));
    return new OfferDemand(changed, true, revives);
  }

  /** The subscription has ended: nothing is sent until there is another. */
  public OfferDemand disconnected() {
    return new OfferDemand(roles, false, revives);
  }

  /**
   * A SUPPRESS or REVIVE of this demand failed, or its outcome is not known: it is sent again,
   * which does no harm. Other calls change nothing.
   */
  public OfferDemand failed(Call call) {
    List<String> unsure =
        switch (call.getType()) {
          case SUPPRESS -> call.getSuppress().getRolesList();
          case REVIVE -> call.getRevive().getRolesList();
          default -> List.of();
        };
    return with(
        unsure::contains,
        old -> new RoleDemand(old.wanted(), old.filtersAreStale(), Told.NOT_SURE));
  }

  /** What is to be done at {@code now}, by a ticker of nanoseconds such as the bucket's. */
  public Step step(long now) {
    if (!subscribed) {
      return new Step(this, List.of(), OptionalLong.empty());
    }
    List<String> toSuppress = those(RoleDemand::isToSuppress);
    List<String> toRevive = those(RoleDemand::isToRevive);
    long wait = revives.nanosUntilToken(now);
    OfferDemand next = with(toSuppress::contains, old -> old.told(Told.SUPPRESSED));
    List<Call> calls = new ArrayList<>();
    if (!toSuppress.isEmpty()) {
      calls.add(suppress(toSuppress.toArray(String[]::new)));
    }
    if (toRevive.isEmpty()) {
      return new Step(next, List.copyOf(calls), OptionalLong.empty());
    }
    if (wait > 0) {
      return new Step(next, List.copyOf(calls), OptionalLong.of(wait));
    }
    calls.add(revive(toRevive.toArray(String[]::new)));
    OfferDemand revived = next.with(toRevive::contains, old -> old.told(Told.ACTIVE));
    return new Step(
        new OfferDemand(revived.roles, true, revives.take(now)),
        List.copyOf(calls),
        OptionalLong.empty());
  }

  private List<String> those(Predicate<RoleDemand> condition) {
    return roles.entrySet().stream()
        .filter(entry -> condition.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private OfferDemand with(Predicate<String> which, UnaryOperator<RoleDemand> change) {
    Map<String, RoleDemand> changed = new TreeMap<>(roles);
    changed.replaceAll((role, old) -> which.test(role) ? change.apply(old) : old);
    return new OfferDemand(changed, subscribed, revives);
  }

  private String known(String role) {
    if (!roles.containsKey(role)) {
      throw new IllegalArgumentException(
          "role: " + role + " (expected: one of " + roles.keySet() + ")");
    }
    return role;
  }

  @Override
  public String toString() {
    return (subscribed ? "subscribed, " : "not subscribed, ") + roles;
  }
}
