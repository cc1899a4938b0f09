package io.mesosjava.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.attributes.Attributes;
import io.mesosjava.attributes.WhereAttributes;
import io.mesosjava.roles.Role;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Resource.ReservationInfo;
import io.mesosjava.values.Ranges;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What other resource algebras get wrong, each by the row that describes it in the feature
 * inventory of mesos-go.
 */
class DefectsOfPeersTest {

  private static final ReservationFormat OLD = ReservationFormat.PRE_REFINEMENT;

  /** R1: subtracting changed the resources of the offer itself. */
  @Test
  void operandsStayAsTheyAre() {
    Resources offer = Resources.parse("cpus:1;mem:64");
    List<Resource> before = offer.messages();

    assertThat(offer.minus(Resources.parse("cpus:1")).plus(Resources.parse("mem:1")))
        .hasToString("mem:65");
    assertThat(offer.messages()).isEqualTo(before);
  }

  /** R4: cpus(a):1 + cpus(b):1 became cpus(a):2 when both came in the old format. */
  @Test
  void rolesOfTheOldFormatStayApart() {
    Resource a = OLD.convert(ResourceBuilder.cpus(1).reservedStatically("a").build());
    Resource b = OLD.convert(ResourceBuilder.cpus(1).reservedStatically("b").build());

    assertThat(Resources.of(a, b)).isEqualTo(Resources.parse("cpus(a):1;cpus(b):1"));
    assertThat(Resources.of(a, b).reservations()).containsOnlyKeys("a", "b");
  }

  /** R5: asking a static reservation of the old format whether it is dynamic crashed. */
  @Test
  void staticReservationsOfTheOldFormatAreNotDynamic() {
    Resource old = OLD.convert(ResourceBuilder.cpus(1).reservedStatically("a").build());

    assertThat(Resources.of(old).filter(Where.dynamicallyReserved()).isEmpty()).isTrue();
    assertThatThrownBy(
            () ->
                Operations.apply(
                    Resources.parse("cpus:1"),
                    Offer.Operation.newBuilder()
                        .setType(Offer.Operation.Type.RESERVE)
                        .setReserve(Offer.Operation.Reserve.newBuilder().addResources(old))
                        .build()))
        .isInstanceOf(OperationRefusedException.class)
        .hasMessageContaining("is not dynamically reserved");
  }

  /** R5: a scalar that rounds to zero was not empty, and became zero when added. */
  @Test
  void whatRoundsToZeroIsRefused() {
    assertThatThrownBy(() -> Resources.of(ResourceBuilder.cpus(0.0004).build()))
        .isInstanceOf(InvalidResourceException.class);
    assertThat(Resources.parse("cpus:0.0005")).hasToString("cpus:0.001");
  }

  /** R6: pushing and popping reservations panicked. */
  @Test
  void reservationsThatCannotBePushedOrPoppedAreErrors() {
    Resources reserved = Resources.parse("cpus(a):1");
    ReservationInfo unrelated =
        ReservationInfo.newBuilder().setType(ReservationInfo.Type.DYNAMIC).setRole("b").build();

    assertThatThrownBy(() -> reserved.pushReservation(unrelated))
        .isInstanceOf(InvalidResourceException.class);
    assertThatThrownBy(() -> Resources.parse("cpus:1").popReservation())
        .isInstanceOf(IllegalStateException.class);
    assertThat(reserved.popReservation()).isEqualTo(Resources.parse("cpus:1"));
  }

  /** R8: the format was one switch for the whole process. */
  @Test
  void formatsAreChosenPerConversion() {
    Resource refined =
        ResourceBuilder.cpus(1).reservedStatically("a").reservedDynamically("a/b").build();
    Resources both = Resources.of(ResourceBuilder.mem(1).reservedDynamically("a", "p").build());

    assertThat(both.messages(OLD).get(0).getReservation().getPrincipal()).isEqualTo("p");
    assertThat(both.messages(OLD).get(0).getReservationsCount()).isZero();
    assertThat(both.messages(ReservationFormat.POST_REFINEMENT)).isEqualTo(both.messages());
    assertThat(both.messages(ReservationFormat.ENDPOINT).get(0).getReservationsCount()).isOne();
    assertThat(Resources.of(both.messages(ReservationFormat.ENDPOINT))).isEqualTo(both);
    assertThatThrownBy(() -> Resources.of(refined).messages(OLD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot downgrade resources containing refined reservations");
  }

  /** R9: copies of shared resources were not counted. */
  @Test
  void copiesOfSharedVolumesAreCounted() {
    Resource volume =
        ResourceBuilder.disk(10).reservedStatically("a").volume("v", "data").shared().build();
    Resources two = Resources.of(volume, volume);

    assertThat(two).hasToString("disk(reservations: [(STATIC,a)])[v:data]<SHARED>:10<2>");
    assertThat(two.disk()).isEqualTo(10);
    assertThat(two.minus(volume)).isEqualTo(Resources.of(volume)).isNotEqualTo(two);
    assertThat(two.minus(volume).minus(volume).isEmpty()).isTrue();
    assertThat(Resources.of(volume).contains(two)).isFalse();
  }

  /** R10: one reservation in both formats was never equal. */
  @Test
  void oldAndNewFormatAreEqual() {
    Resource fresh =
        ResourceBuilder.cpus(1).reservedDynamically("a", "p", Map.of("k", "v")).build();

    assertThat(Resources.of(OLD.convert(fresh))).isEqualTo(Resources.of(fresh));
  }

  /** R13: the sum of two ranges or sets was empty, and mem and disk were cut to integers. */
  @Test
  void totalsCoverEveryEntryAndEveryDecimal() {
    Resources offer =
        Resources.parse("ports:[1-2];ports(a):[5-6];zones:{x};zones(a):{y};mem:0.5;mem(a):0.25");

    assertThat(offer.ports()).hasToString("[1-2, 5-6]");
    assertThat(offer.items("zones")).hasToString("{x, y}");
    assertThat(offer.mem()).isEqualTo(0.75);
  }

  /** R14: the check that operations keep totals was always true. */
  @Test
  void quantitiesDetectWhatIsLost() {
    Quantities before = Quantities.of(Resources.parse("cpus:2;ports:[1-10]"));

    assertThat(Quantities.of(Resources.parse("cpus:2;ports:[1-9]"))).isNotEqualTo(before);
    assertThat(before).isEqualTo(Quantities.of(Resources.parse("cpus(a):2;ports(a):[11-20]")));
  }

  /** R15: a list that named cpus:1 twice was contained in cpus:1. */
  @Test
  void listsAreMergedBeforeTheyAreCompared() {
    Resource one = ResourceBuilder.cpus(1).build();

    assertThat(Resources.of(one).contains(Resources.of(one, one))).isFalse();
    assertThat(Resources.of(one, one).contains(Resources.of(one))).isTrue();
  }

  /** R16: two wants for cpus:1 were met by one cpus:1. */
  @Test
  void nothingIsFoundTwice() {
    Resource reserved = ResourceBuilder.cpus(1).reservedStatically("a").build();
    Resources wants = Resources.of(ResourceBuilder.cpus(1).build(), reserved);

    assertThat(Resources.parse("cpus:1").find(wants)).isEmpty();
    assertThat(Resources.parse("cpus:2").find(wants).orElseThrow().taken())
        .isEqualTo(Resources.parse("cpus:2"));
  }

  /** R17: an offer of refined reservations never matched what was wanted. */
  @Test
  void refinedReservationsSatisfyPlainWants() {
    Resource refined =
        ResourceBuilder.cpus(4)
            .reservedStatically("a")
            .reservedDynamically("a/b")
            .allocatedTo("a/b")
            .build();

    assertThat(WhereOffer.resources(Resources.parse("cpus:3")).test(offer("h", refined))).isTrue();
    assertThat(WhereOffer.resources(Resources.parse("cpus:5")).test(offer("h", refined))).isFalse();
  }

  /** R18: there were no filters for shared, disks, allocation, provider, and no negation. */
  @Test
  void everyPropertyCanBeAskedFor() {
    Resource mount = ResourceBuilder.disk(1).mount("/m").providedBy("p").allocatedTo("a/b").build();
    Resource plain = ResourceBuilder.cpus(1).allocatedTo("c").build();
    Resources bag = Resources.of(mount, plain);

    assertThat(bag.filter(Where.disk(Resource.DiskInfo.Source.Type.MOUNT)).messages())
        .containsExactly(mount);
    assertThat(bag.filter(Where.providedBy("p")).messages()).containsExactly(mount);
    assertThat(bag.filter(Where.allocatedTo("c")).messages()).containsExactly(plain);
    assertThat(bag.filter(Where.allocatedBelow("a")).messages()).containsExactly(mount);
    assertThat(bag.filter(Where.shared().or(Where.provided()).negate()).messages())
        .containsExactly(plain);
    assertThat(bag.filter(Where.allocatableTo("x"))).isEqualTo(bag);
    assertThat(Resources.parse("cpus(a):1;mem(b):1").filter(Where.allocatableTo("a/x")))
        .isEqualTo(Resources.parse("cpus(a):1"));
    assertThat(Resources.parse("cpus(a/b):1").filter(Where.reservedBelow("a")).isEmpty()).isFalse();
    assertThat(Resources.parse("cpus(a/b):1").filter(Where.allocatableTo("a")).isEmpty()).isTrue();
  }

  /** R19: UNRESERVE took all levels of a reservation at once. */
  @Test
  void unreservingTakesOneLevel() {
    Resource refined =
        ResourceBuilder.cpus(1).reservedStatically("eng").reservedDynamically("eng/dev").build();

    assertThat(Resources.of(refined).popReservation()).isEqualTo(Resources.parse("cpus(eng):1"));
  }

  /** R20: only the first ports resource was seen, and 2^64-1 overflowed. */
  @Test
  void portsComeFromAllEntriesAndReachTheEnd() {
    Resources offer = Resources.parse("ports:[1-2];ports(a):[9-10]");

    assertThat(offer.find(PortRequest.any(4)).orElseThrow().left().isEmpty()).isTrue();
    assertThat(Ranges.of(0, -1).plus(Ranges.of(-1, -1))).hasToString("[0-18446744073709551615]");
    assertThat(Ranges.of(0, -1).size()).isPositive();
    assertThat(Ranges.of(5, -1).plus(Ranges.of(3, 9)).ranges()).hasSize(1);
  }

  /** R23: reservations with the labels a, a, b and a, b, b were the same. */
  @Test
  void reservationLabelsAreABag() {
    assertThat(labelled("a", "a", "b")).isNotEqualTo(labelled("a", "b", "b"));
    assertThat(labelled("a", "b", "a")).isEqualTo(labelled("a", "a", "b"));
  }

  /** R24: the offending component of a role was printed as {}. */
  @Test
  void roleErrorsNameTheComponent() {
    assertThat(Role.violation("a/-x"))
        .contains("Role component '-x' is invalid because it starts with a dash");
  }

  /** F3: filtering offers gave nothing, whatever the filter. */
  @Test
  void filteringOffersKeepsThoseThatPass() {
    Resource cpus = ResourceBuilder.cpus(1).build();
    List<Offer> offers =
        List.of(
            offer("h1", cpus),
            offer("h2", cpus).toBuilder()
                .addAllAttributes(Attributes.parse("rack:r1").messages())
                .build());

    assertThat(hosts(offers.stream().filter(WhereOffer.host("h1")))).containsExactly("h1");
    assertThat(hosts(offers.stream().filter(WhereOffer.host("h1").negate()))).containsExactly("h2");
    assertThat(
            hosts(
                offers.stream()
                    .filter(
                        WhereOffer.attributes(WhereAttributes.textEquals("rack", "r1"))
                            .and(WhereOffer.agent("agent"))
                            .and(WhereOffer.unavailability().negate()))))
        .containsExactly("h2");
    assertThat(hosts(offers.stream().filter(WhereOffer.executor("e").or(WhereOffer.region("r")))))
        .isEmpty();
  }

  private static List<String> hosts(Stream<Offer> offers) {
    return offers.map(Offer::getHostname).toList();
  }

  private static Offer offer(String host, Resource... resources) {
    return Offer.newBuilder()
        .setId(OfferID.newBuilder().setValue("o"))
        .setFrameworkId(FrameworkID.newBuilder().setValue("f"))
        .setAgentId(AgentID.newBuilder().setValue("agent"))
        .setHostname(host)
        .addAllResources(List.of(resources))
        .build();
  }

  private static Resources labelled(String... keys) {
    ReservationInfo.Builder info =
        ReservationInfo.newBuilder().setType(ReservationInfo.Type.DYNAMIC).setRole("a");
    for (String key : keys) {
      info.getLabelsBuilder().addLabelsBuilder().setKey(key);
    }
    return Resources.parse("cpus:1").pushReservation(info.build());
  }
}
