package io.mesosjava.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.Resource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** The laws of the algebra, over bags of every kind of resource. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE) // there are too many combinations of them
class ResourceLawsTest {

  @Property
  void additionCommutes(@ForAll("bags") Resources a, @ForAll("bags") Resources b) {
    assertThat(a.plus(b)).isEqualTo(b.plus(a)).hasSameHashCodeAs(b.plus(a));
  }

  @Property
  void additionAssociates(
      @ForAll("bags") Resources a, @ForAll("bags") Resources b, @ForAll("bags") Resources c) {
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    assertThat(Resources.sum(List.of(a, b, c))).isEqualTo(a.plus(b).plus(c));
  }

  /** Ranges and sets are unions: only what did not overlap can be taken away again. */
  @Property
  void subtractionUndoesAddition(@ForAll("bags") Resources a, @ForAll("others") Resources b) {
    assertThat(a.plus(b).minus(b)).isEqualTo(a);
    assertThat(a.plus(b).minus(a)).isEqualTo(b);
  }

  @Property
  void aSumContainsItsParts(@ForAll("bags") Resources a, @ForAll("bags") Resources b) {
    assertThat(a.plus(b).contains(a)).isTrue();
    assertThat(a.plus(b).contains(b)).isTrue();
    assertThat(a.plus(b).contains(Resources.empty())).isTrue();
  }

  @Property
  void whatIsContainedCanBeTakenAndPutBack(
      @ForAll("bags") Resources a, @ForAll("bags") Resources b) {
    if (a.contains(b)) {
      assertThat(a.minus(b).plus(b)).isEqualTo(a);
    }
    assertThat(a.contains(b) && b.contains(a)).isEqualTo(a.equals(b));
  }

  @Property
  void nothingIsEverNegativeOrEmpty(@ForAll("bags") Resources a, @ForAll("bags") Resources b) {
    for (Resource left : a.minus(b)) {
      assertThat(Resources.violation(left)).isEmpty();
      assertThat(Resources.of(left).isEmpty()).isFalse();
    }
    assertThat(a.contains(a.minus(b))).isTrue();
    assertThat(a.minus(a).isEmpty()).isTrue();
  }

  @Property
  void theOrderOfPartsDoesNotMatter(@ForAll("singles") List<Resource> parts, @ForAll long seed) {
    List<Resource> shuffled = new ArrayList<>(parts);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(Resources.of(shuffled))
        .isEqualTo(Resources.of(parts))
        .hasSameHashCodeAs(Resources.of(parts));
  }

  @Property
  void messagesStateTheWholeBag(@ForAll("bags") Resources a) {
    assertThat(Resources.of(a.messages())).isEqualTo(a);
    assertThat(Resources.of(a.messages()).messages()).isEqualTo(a.messages());
    assertThat(Resources.of(a.messages())).hasToString(a.toString());
  }

  @Property
  void jsonLosesNothing(@ForAll("bags") Resources a) {
    assertThat(Resources.parse(a.toJson())).isEqualTo(a);
    assertThat(Resources.parse(a.toJson()).messages()).isEqualTo(a.messages());
  }

  @Property
  void textLosesNothingThatItCanSay(@ForAll("bags") Resources a) {
    Resources plain = Resources.of(a.unallocate().filter(ResourceLawsTest::isPlain).messages());

    assertThat(Resources.parse(plain.toString().equals("{}") ? "" : plain.toString()))
        .isEqualTo(plain);
  }

  private static boolean isPlain(Resource resource) {
    return !resource.hasDisk()
        && !resource.hasRevocable()
        && !resource.hasProviderId()
        && resource.getReservationsCount() == 0;
  }

  @Property
  void reservationFormatsAreInverse(@ForAll("bags") Resources a) {
    Resources plain = a.filter(Where.refined().negate());

    List<Resource> old = plain.messages(ReservationFormat.PRE_REFINEMENT);

    assertThat(old).allMatch(resource -> resource.getReservationsCount() == 0);
    assertThat(Resources.of(old)).isEqualTo(plain);
  }

  @Property
  void allocationIsUndone(@ForAll("bags") Resources a) {
    Resources free = a.unallocate();

    assertThat(free.allocate("web").unallocate()).isEqualTo(free);
    assertThat(free.allocate("web").allocations().keySet()).isSubsetOf("web");
  }

  @Property
  void quantitiesAddUpLikeResources(@ForAll("bags") Resources a, @ForAll("others") Resources b) {
    Quantities sum = Quantities.of(a).plus(Quantities.of(b));
    // Copies of one shared volume are the same megabytes.
    if (a.filter(Where.shared()).isEmpty() || b.filter(Where.shared()).isEmpty()) {
      assertThat(Quantities.of(a.plus(b))).isEqualTo(sum);
    }
    assertThat(sum.contains(Quantities.of(a))).isTrue();
    assertThat(sum.minus(Quantities.of(b))).isEqualTo(Quantities.of(a));
  }

  @Property
  void findingNeitherMakesNorLosesAnything(
      @ForAll("bags") Resources a, @ForAll("bags") Resources wants) {
    a.find(wants)
        .ifPresent(
            split -> {
              assertThat(split.taken().plus(split.left())).isEqualTo(a);
              assertThat(a.minus(split.taken())).isEqualTo(split.left());
              assertThat(Quantities.of(split.taken())).isEqualTo(Quantities.of(wants));
            });
    assertThat(a.find(a)).isPresent();
  }

  @Property
  void partitionsByPredicateAddUp(@ForAll("bags") Resources a) {
    assertThat(a.filter(Where.reserved()).plus(a.filter(Where.reserved().negate()))).isEqualTo(a);
    assertThat(a.filter(resource -> true)).isEqualTo(a);
    assertThat(a.filter(resource -> false).isEmpty()).isTrue();
  }

  @Provide
  Arbitrary<Resources> bags() {
    return SomeResources.bags(0);
  }

  @Provide
  Arbitrary<Resources> others() {
    return SomeResources.bags(1);
  }

  @Provide
  Arbitrary<List<Resource>> singles() {
    return SomeResources.single(0).list().ofMaxSize(12);
  }
}
