package io.mesosjava.framework.offer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.resources.PortRequest;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.Offer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Against the plain algorithm, which looks at every agent for every task. */
class MatchingLawsTest {

  private static final Selector RACK = Selector.attribute("rack");

  @Provide
  Arbitrary<List<AgentOffers>> offers() {
    Arbitrary<String> resources =
        Arbitraries.of(
            "cpus:4;mem:100;ports:[1-5]",
            "cpus:1;mem:400",
            "cpus(web):2;cpus:2;mem:200;ports:[3-4]",
            "cpus:0.5;mem:10;disk:50");
    return Combinators.combine(resources, Arbitraries.of("rack:r1", "rack:r2", "", "rack:r3"))
        .as((r, attributes) -> new String[] {r, attributes})
        .list()
        .ofMaxSize(8)
        .map(
            all -> {
              List<Offer> offers = new ArrayList<>();
              for (String[] one : all) {
                String name = "h" + offers.size();
                offers.add(SomeOffers.offer(name, name, one[0], one[1]));
              }
              return AgentOffers.merge(offers);
            });
  }

  @Provide
  Arbitrary<List<TaskNeed>> needs() {
    Arbitrary<String> resources =
        Arbitraries.of("cpus:0.5", "cpus:1;mem:50", "cpus:2;mem:200", "mem:90;disk:20", "cpus:9");
    Arbitrary<List<Constraint>> constraints =
        Arbitraries.of(
                Constraint.unique(Selector.hostname()),
                Constraint.maxPer(RACK, 2),
                Constraint.spread(RACK),
                Constraint.spread(RACK, 4),
                Constraint.together(RACK),
                Constraint.unlike(RACK, "r2"))
            .list()
            .ofMaxSize(2);
    Arbitrary<TaskNeed> need =
        Combinators.combine(
                resources,
                constraints,
                Arbitraries.of("", "g1", "g2"),
                Arbitraries.integers().between(0, 2))
            .as(MatchingLawsTest::need);
    return need.list()
        .ofMaxSize(20)
        .map(
            all -> {
              List<TaskNeed> named = new ArrayList<>();
              all.forEach(one -> named.add(one.withId("t" + named.size())));
              return named;
            });
  }

  private static TaskNeed need(
      String resources, List<Constraint> constraints, String group, int ports) {
    TaskNeed.Builder need = TaskNeed.builder("t", Resources.parse(resources)).group(group);
    constraints.forEach(need::constraint);
    return ports == 0 ? need.build() : need.ports(PortRequest.any(ports)).build();
  }

  @Property
  void placesAsThePlainAlgorithmDoes(
      @ForAll("offers") List<AgentOffers> offers,
      @ForAll("needs") List<TaskNeed> needs,
      @ForAll("offers") List<AgentOffers> tenants) {
    List<Tenant> running =
        tenants.stream().limit(3).map(one -> new Tenant("g1", one.site())).toList();
    Placements result = Matching.of(Packing.FIRST).place(needs, offers, running);

    Map<String, String> expected = new Plain(offers, running).place(needs);
    Map<String, String> actual = new HashMap<>();
    result.placed().forEach(p -> actual.put(p.need().id(), p.on().site().hostname()));
    assertThat(actual).isEqualTo(expected);
    assertThat(result.placed().size() + result.unplaced().size()).isEqualTo(needs.size());
    for (Unplaced unplaced : result.unplaced()) {
      int reasons = unplaced.reasons().values().stream().mapToInt(n -> n).sum();
      assertThat(reasons).isEqualTo(offers.size());
    }
  }

  /** A ranking of the agents only makes it faster. */
  @Property
  void rankingChangesNothing(
      @ForAll("offers") List<AgentOffers> offers,
      @ForAll("needs") List<TaskNeed> needs,
      @ForAll Packing packing) {
    Placements ranked = new Round(offers, List.of(), packing, 1).place(needs);
    Placements plain = new Round(offers, List.of(), packing, Integer.MAX_VALUE).place(needs);

    assertThat(ranked).isEqualTo(plain);
  }

  /** Whatever the packing: nothing is taken twice, and each gets what it needs. */
  @Property
  void takesNothingTwice(
      @ForAll("offers") List<AgentOffers> offers,
      @ForAll("needs") List<TaskNeed> needs,
      @ForAll Packing packing) {
    Placements result = Matching.of(packing).place(needs, offers);

    result
        .byOffers()
        .forEach(
            (from, placements) -> {
              List<Resources> taken = placements.stream().map(Placement::resources).toList();
              Resources sum = Resources.sum(taken);
              assertThat(from.resources().contains(sum)).isTrue();
              long ports = taken.stream().mapToLong(one -> one.ports().size()).sum();
              assertThat(sum.ports().size()).isEqualTo(ports);
            });
    for (Placement placed : result.placed()) {
      Resources wanted = placed.need().resources();
      assertThat(placed.resources().cpus()).isEqualTo(wanted.cpus());
      assertThat(placed.resources().mem()).isEqualTo(wanted.mem());
      long ports = placed.need().ports().stream().mapToLong(PortRequest::count).sum();
      assertThat(placed.resources().ports().size()).isEqualTo(ports);
    }
  }

  /** First fit, written to be obviously right. */
  private static final class Plain {
    private final List<AgentOffers> offers;
    private final List<Resources> left = new ArrayList<>();
    private final List<Tenant> tenants;

    Plain(List<AgentOffers> offers, List<Tenant> running) {
      this.offers = offers;
      offers.forEach(one -> left.add(one.resources()));
      tenants = new ArrayList<>(running);
    }

    Map<String, String> place(List<TaskNeed> needs) {
      Map<String, String> places = new HashMap<>();
      for (TaskNeed need : needs) {
        for (int i = 0; i < offers.size(); i++) {
          if (allows(need, offers.get(i).site()) && take(need, i)) {
            places.put(need.id(), offers.get(i).site().hostname());
            if (!need.group().isEmpty()) {
              tenants.add(new Tenant(need.group(), offers.get(i).site()));
            }
            break;
          }
        }
      }
      return places;
    }

    private boolean take(TaskNeed need, int i) {
      Optional<Resources> rest = left.get(i).find(need.resources()).map(split -> split.left());
      for (PortRequest ports : need.ports()) {
        rest = rest.flatMap(r -> r.find(ports)).map(split -> split.left());
      }
      rest.ifPresent(r -> left.set(i, r));
      return rest.isPresent();
    }

    private boolean allows(TaskNeed need, Site site) {
      return need.constraints().stream().allMatch(c -> allows(c, need.group(), site));
    }

    private boolean allows(Constraint constraint, String group, Site site) {
      if (constraint instanceof Constraint.Like like) {
        String value = like.of().value(site).orElse(null);
        return (value != null && value.matches(like.pattern())) == like.wanted();
      }
      List<Site> sites =
          tenants.stream()
              .filter(t -> !group.isEmpty() && t.group().equals(group))
              .map(Tenant::site)
              .toList();
      if (constraint instanceof Constraint.MaxPer maxPer) {
        return maxPer.by().value(site).isPresent()
            && count(sites, maxPer.by(), site) < maxPer.most();
      }
      if (constraint instanceof Constraint.Together together) {
        return together.by().value(site).isPresent()
            && count(sites, together.by(), site) == sites.size();
      }
      Constraint.Spread spread = (Constraint.Spread) constraint;
      List<Site> known = new ArrayList<>(sites);
      offers.forEach(one -> known.add(one.site()));
      long values =
          known.stream().map(spread.by()::value).filter(Optional::isPresent).distinct().count();
      long least =
          values < spread.values()
              ? 0
              : known.stream()
                  .filter(one -> spread.by().value(one).isPresent())
                  .mapToLong(one -> count(sites, spread.by(), one))
                  .min()
                  .orElse(0);
      return spread.by().value(site).isPresent() && count(sites, spread.by(), site) <= least;
    }

    private static long count(List<Site> sites, Selector by, Site like) {
      return sites.stream().filter(one -> by.value(one).equals(by.value(like))).count();
    }
  }
}
