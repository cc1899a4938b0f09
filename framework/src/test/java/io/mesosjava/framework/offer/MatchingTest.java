package io.mesosjava.framework.offer;

import static io.mesosjava.framework.offer.SomeOffers.inZone;
import static io.mesosjava.framework.offer.SomeOffers.merged;
import static io.mesosjava.framework.offer.SomeOffers.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.resources.PortRequest;
import io.mesosjava.resources.ResourceBuilder;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.values.Ranges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

/** Who goes where, and why not. */
class MatchingTest {

  private static final Matching FIRST = Matching.of(Packing.FIRST);

  private static TaskNeed.Builder need(String id, String resources) {
    return TaskNeed.builder(id, Resources.parse(resources));
  }

  private static List<TaskNeed> copies(int count, TaskNeed need) {
    List<TaskNeed> needs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      needs.add(need.withId("t" + i));
    }
    return needs;
  }

  private static List<String> hosts(Placements placements) {
    return placements.placed().stream().map(p -> p.on().site().hostname()).toList();
  }

  private static List<AgentOffers> threeHosts() {
    return merged(
        offer("1", "a", "cpus:4;mem:100;ports:[1-10]", "rack:r1;level:1"),
        offer("2", "b", "cpus:2;mem:200;ports:[1-10]", "rack:r2;level:2"),
        offer("3", "c", "cpus:8;mem:400;ports:[1-10]", "rack:r1"));
  }

  @Test
  void fillsOneAgentAfterAnotherAndTakesNothingTwice() {
    Placements result = FIRST.place(copies(8, need("t", "cpus:1.5;mem:50").build()), threeHosts());

    assertThat(hosts(result)).containsExactly("a", "a", "b", "c", "c", "c", "c", "c");
    result
        .byOffers()
        .forEach(
            (offers, placements) ->
                assertThat(
                        offers
                            .resources()
                            .contains(
                                Resources.sum(
                                    placements.stream().map(Placement::resources).toList())))
                    .isTrue());
  }

  @Test
  void takesTheTightestOrTheEmptiestIfAsked() {
    List<TaskNeed> needs = copies(3, need("t", "cpus:1;mem:40").build());

    assertThat(hosts(Matching.of(Packing.TIGHTEST).place(needs, threeHosts())))
        .containsExactly("b", "b", "a");
    assertThat(hosts(Matching.of(Packing.EMPTIEST).place(needs, threeHosts())))
        .containsExactly("c", "c", "a");
  }

  @Test
  void givesConcreteResourcesAndPorts() {
    TaskNeed need =
        need("web-1", "cpus:1;mem:50")
            .ports(PortRequest.any(2))
            .ports(PortRequest.exactly(7))
            .build();
    Placement placed = FIRST.place(List.of(need), threeHosts()).placed().get(0);

    assertThat(placed.ports()).containsExactly(Ranges.parse("[1-2]"), Ranges.parse("[7]"));
    assertThat(placed.resources())
        .isEqualTo(Resources.parse("cpus:1;mem:50;ports:[1-2,7]").allocate("web"));
    TaskInfo task = placed.task().build();
    assertThat(task.getTaskId().getValue()).isEqualTo("web-1");
    assertThat(task.getAgentId().getValue()).isEqualTo("S-a");
    assertThat(Resources.of(task.getResourcesList())).isEqualTo(placed.resources());
  }

  @Test
  void aPortIsGivenOnce() {
    TaskNeed need = need("t", "cpus:0.1").ports(PortRequest.exactly(5)).build();
    Placements result = FIRST.place(copies(4, need), threeHosts());

    assertThat(hosts(result)).containsExactly("a", "b", "c");
    assertThat(result.unplaced())
        .singleElement()
        .hasToString("t3: none of 3 agents will do: 3 have too few ports (1 wanted)");
  }

  @Test
  void mergedOffersOfAnAgentAreUsedAsOne() {
    List<AgentOffers> one =
        merged(offer("1", "a", "cpus:1", ""), offer("2", "a", "cpus:1;mem:10", ""));
    Placement placed = FIRST.place(List.of(need("t", "cpus:2").build()), one).placed().get(0);

    assertThat(placed.on().ids()).hasSize(2);
  }

  @Test
  void saysWhatThereIsTooLittleOf() {
    List<TaskNeed> needs =
        List.of(
            need("big", "cpus:3;mem:300").build(),
            need("huge", "cpus:16").build(),
            need("gpu", "gpus:1;cpus:1").build(),
            need("fat", "mem:350").build());
    Placements result = FIRST.place(needs, threeHosts());

    assertThat(hosts(result)).containsExactly("c");
    assertThat(result.unplaced())
        .extracting(Unplaced::toString)
        .containsExactly(
            "huge: none of 3 agents will do: 3 have not enough cpus (16 wanted, at most 5)",
            "gpu: none of 3 agents will do: 3 have not enough gpus (1 wanted, at most 0)",
            "fat: none of 3 agents will do: 3 have not enough mem (350 wanted, at most 200)");
    assertThat(result.unplaced().get(0).reasons())
        .containsExactly(Map.entry(new Reason.NotEnough("cpus", 16, 5), 3));
  }

  @Test
  void saysAllReasonsTheMostFrequentFirst() {
    TaskNeed need =
        need("t", "cpus:3").constraint(Constraint.is(Selector.attribute("rack"), "r3")).build();

    assertThat(FIRST.place(List.of(need), threeHosts()).unplaced())
        .singleElement()
        .hasToString(
            "t: none of 3 agents will do: 2 are refused by 'attribute rack like \\Qr3\\E', 1 has"
                + " not enough cpus (3 wanted, at most 8)");
    assertThat(FIRST.place(List.of(need), List.of()).unplaced())
        .singleElement()
        .hasToString("t: no offers");
  }

  @Test
  void saysWhenThereIsEnoughButNotOfTheKind() {
    Resources volume =
        Resources.of(
            ResourceBuilder.disk(10).reservedDynamically("web", "p").volume("v1", "data").build());
    Offer withVolume =
        offer("1", "a", "cpus:1", "").toBuilder()
            .addAllResources(volume.allocate("web").messages())
            .build();
    List<AgentOffers> offers = merged(withVolume, offer("2", "b", "cpus:1;disk:100", ""));
    Resources other =
        Resources.of(
            ResourceBuilder.disk(10).reservedDynamically("web", "p").volume("v2", "data").build());
    Placements result =
        FIRST.place(
            List.of(
                TaskNeed.builder("volume", volume).build(),
                TaskNeed.builder("other", other).build(),
                TaskNeed.builder("role", Resources.parse("cpus:1").allocate("db")).build(),
                need("again", "cpus:1").build(),
                TaskNeed.builder("twice", volume).build()),
            offers);

    assertThat(result.placed()).extracting(p -> p.need().id()).containsExactly("volume", "again");
    assertThat(hosts(result)).containsExactly("a", "a");
    assertThat(result.unplaced())
        .extracting(Unplaced::toString)
        .containsExactly(
            "other: none of 2 agents will do: 2 have enough resources, but not of the kind wanted",
            "role: none of 2 agents will do: 2 have enough resources, but not of the kind wanted",
            "twice: none of 2 agents will do: 2 have enough resources, but not of the kind"
                + " wanted");
  }

  @Test
  void uniqueHostsCountTenantsAndThoseJustPlaced() {
    TaskNeed need =
        need("t", "cpus:0.1")
            .group("web")
            .constraint(Constraint.unique(Selector.hostname()))
            .build();
    Tenant tenant = new Tenant("web", threeHosts().get(1).site());
    Tenant stranger = new Tenant("db", threeHosts().get(0).site());
    Placements result = FIRST.place(copies(3, need), threeHosts(), List.of(tenant, stranger));

    assertThat(hosts(result)).containsExactly("a", "c");
    assertThat(result.unplaced())
        .singleElement()
        .hasToString("t2: none of 3 agents will do: 3 are refused by 'at most 1 per hostname'");
    assertThat(result.placed().get(0).tenant().site().hostname()).isEqualTo("a");
  }

  @Test
  void aTaskWithoutAGroupIsAlone() {
    TaskNeed need =
        need("t", "cpus:0.1").constraint(Constraint.unique(Selector.hostname())).build();

    assertThat(hosts(FIRST.place(copies(2, need), threeHosts()))).containsExactly("a", "a");
  }

  @Test
  void membersWithoutTheConstraintCountAsWell() {
    TaskNeed plain = need("plain", "cpus:0.1").group("web").build();
    TaskNeed unique =
        need("u", "cpus:0.1")
            .group("web")
            .constraint(Constraint.unique(Selector.hostname()))
            .build();

    assertThat(hosts(FIRST.place(List.of(plain, unique), threeHosts()))).containsExactly("a", "b");
  }

  @Test
  void atMostSoManyPerRack() {
    TaskNeed need =
        need("t", "cpus:0.1")
            .group("web")
            .constraint(Constraint.maxPer(Selector.attribute("rack"), 2))
            .build();

    assertThat(hosts(FIRST.place(copies(5, need), threeHosts())))
        .containsExactly("a", "a", "b", "b");
  }

  @Test
  void spreadsEvenlyOverWhatIsSeen() {
    TaskNeed need =
        need("t", "cpus:0.1")
            .group("web")
            .constraint(Constraint.spread(Selector.attribute("rack")))
            .build();

    assertThat(hosts(FIRST.place(copies(5, need), threeHosts())))
        .containsExactly("a", "b", "a", "b", "a");
  }

  @Test
  void whatHadNoPlaceMayHaveOneAfterOthersWerePlaced() {
    Selector rack = Selector.attribute("rack");
    TaskNeed.Builder large = need("t", "cpus:3").group("web").constraint(Constraint.spread(rack));
    List<TaskNeed> needs = new ArrayList<>(copies(3, large.build()));
    needs.add(2, need("r2", "cpus:1").group("web").constraint(Constraint.is(rack, "r2")).build());
    Placements result = FIRST.place(needs, threeHosts());

    assertThat(hosts(result)).containsExactly("a", "b", "c");
    assertThat(result.unplaced()).extracting(one -> one.need().id()).containsExactly("t1");
  }

  @Test
  void spreadWaitsForValuesThatAreNotOfferedNow() {
    TaskNeed need =
        need("t", "cpus:0.1")
            .group("web")
            .constraint(Constraint.spread(Selector.attribute("rack"), 3))
            .build();
    assertThat(hosts(FIRST.place(copies(5, need), threeHosts()))).containsExactly("a", "b");

    Site third = AgentOffers.merge(List.of(offer("9", "z", "cpus:1", "rack:r3"))).get(0).site();
    assertThat(hosts(FIRST.place(copies(5, need), threeHosts(), List.of(new Tenant("web", third)))))
        .containsExactly("a", "b", "a", "b");
  }

  @Test
  void staysTogether() {
    TaskNeed need =
        need("t", "cpus:2")
            .group("web")
            .constraint(Constraint.together(Selector.attribute("rack")))
            .build();
    Tenant tenant = new Tenant("web", threeHosts().get(1).site());

    assertThat(hosts(FIRST.place(copies(7, need), threeHosts())))
        .containsExactly("a", "a", "c", "c", "c", "c");
    assertThat(hosts(FIRST.place(copies(7, need), threeHosts(), List.of(tenant))))
        .containsExactly("b");
  }

  @Test
  void likeAndUnlikeLookAtTheWholeValue() {
    assertThat(allowed(Constraint.like(Selector.attribute("rack"), "r[2-3]"))).containsExactly("b");
    assertThat(allowed(Constraint.like(Selector.attribute("rack"), "r"))).isEmpty();
    assertThat(allowed(Constraint.unlike(Selector.attribute("rack"), "r1"))).containsExactly("b");
    assertThat(allowed(Constraint.like(Selector.attribute("level"), "\\d")))
        .containsExactly("a", "b");
    assertThat(allowed(Constraint.unlike(Selector.attribute("level"), "1")))
        .containsExactly("b", "c");
    assertThat(allowed(Constraint.is(Selector.hostname(), "c"))).containsExactly("c");
    assertThat(allowed(Constraint.is(Selector.agent(), "S-c"))).containsExactly("c");
    assertThat(allowed(Constraint.where("short", site -> site.hostname().equals("b"))))
        .containsExactly("b");
    assertThat(allowed(Constraint.unique(Selector.attribute("level")))).containsExactly("a", "b");
    assertThat(allowed(Constraint.unique(Selector.zone()))).isEmpty();
  }

  private static List<String> allowed(Constraint constraint) {
    List<String> hosts = new ArrayList<>();
    for (AgentOffers offers : threeHosts()) {
      TaskNeed need = need("t", "cpus:0.1").constraint(constraint).build();
      hosts.addAll(hosts(FIRST.place(List.of(need), List.of(offers))));
    }
    return hosts;
  }

  @Test
  void looksAtFaultDomains() {
    List<AgentOffers> offers =
        merged(
            inZone(offer("1", "a", "cpus:1", ""), "eu", "eu-1"),
            inZone(offer("2", "b", "cpus:1", ""), "eu", "eu-2"));
    TaskNeed need =
        need("t", "cpus:0.1")
            .group("web")
            .constraint(Constraint.is(Selector.region(), "eu"))
            .constraint(Constraint.spread(Selector.zone()))
            .build();

    assertThat(hosts(FIRST.place(copies(4, need), offers))).containsExactly("a", "b", "a", "b");
  }

  @Test
  void refusesConstraintsThatMakeNoSense() {
    assertThatThrownBy(() -> Constraint.maxPer(Selector.hostname(), 0))
        .hasMessage("most: 0 (expected: >= 1)");
    assertThatThrownBy(() -> Constraint.spread(Selector.zone(), -1))
        .hasMessage("values: -1 (expected: >= 0)");
    assertThatThrownBy(() -> Constraint.like(Selector.hostname(), "["))
        .isInstanceOf(PatternSyntaxException.class);
  }
}
