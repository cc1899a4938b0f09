package io.mesosjava.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.Resource;
import io.mesosjava.values.Ranges;
import org.junit.jupiter.api.Test;

class FindTest {

  @Test
  void prefersTheWantedRoleThenUnreservedThenAnyOther() {
    Resources offer = Resources.parse("cpus(b):1;cpus:1;cpus(a):1");

    assertThat(taken(offer, Resources.parse("cpus(a):0.5")))
        .hasToString("cpus(reservations: [(STATIC,a)]):0.5");
    assertThat(taken(offer, Resources.parse("cpus(a):1.5")))
        .isEqualTo(Resources.parse("cpus(a):1;cpus:0.5"));
    assertThat(taken(offer, Resources.parse("cpus(a):3"))).isEqualTo(offer);
    assertThat(taken(offer, Resources.parse("cpus:1.5")))
        .isEqualTo(Resources.parse("cpus:1;cpus(b):0.5"));
    assertThat(offer.find(Resources.parse("cpus:3.001"))).isEmpty();
  }

  @Test
  void splitsOverManyEntriesOfOneRole() {
    Resources offer =
        Resources.of(
            ResourceBuilder.mem(100).reservedDynamically("a", "p").build(),
            ResourceBuilder.mem(100).reservedDynamically("a", "q").build(),
            ResourceBuilder.mem(100).reservedStatically("a").build());

    Split split = offer.find(Resources.parse("mem(a):250")).orElseThrow();

    assertThat(split.taken().mem()).isEqualTo(250);
    assertThat(split.left().mem()).isEqualTo(50);
    assertThat(split.taken().plus(split.left())).isEqualTo(offer);
  }

  @Test
  void takesTheAllocationOfTheOffer() {
    Resources offer = Resources.parse("cpus:4;mem:100").allocate("web");

    assertThat(taken(offer, Resources.parse("cpus:1"))).hasToString("cpus(allocated: web):1");
    assertThat(offer.find(Resources.parse("cpus:1").allocate("other"))).isEmpty();
  }

  @Test
  void keepsRevocableSharedAndDisksApart() {
    Resource volume = ResourceBuilder.disk(5).reservedStatically("a").volume("v", "data").build();
    Resources offer =
        Resources.of(
            ResourceBuilder.cpus(4).revocable().build(),
            ResourceBuilder.disk(10).mount("/m").build(),
            volume);

    assertThat(offer.find(Resources.parse("cpus:1"))).isEmpty();
    assertThat(offer.find(Resources.parse("disk:1"))).isEmpty();
    assertThat(offer.find(Resources.of(ResourceBuilder.disk(5).mount("/m").build()))).isEmpty();
    assertThat(taken(offer, Resources.of(volume))).isEqualTo(Resources.of(volume));
    assertThat(taken(offer, Resources.of(ResourceBuilder.disk(10).mount("/m").build())).disk())
        .isEqualTo(10);
    assertThat(offer.find(Resources.of(volume, volume))).isEmpty();
  }

  @Test
  void findsCertainPortsAndItemsAcrossEntries() {
    Resources offer = Resources.parse("ports(a):[1-5];ports:[6-9];zones:{x,y}");

    assertThat(taken(offer, Resources.parse("ports:[4-7];zones:{y}")))
        .isEqualTo(Resources.parse("ports:[6-7];ports(a):[4-5];zones:{y}"));
    assertThat(offer.find(Resources.parse("ports:[9-10]"))).isEmpty();
  }

  @Test
  void picksPorts() {
    Resources offer = Resources.parse("ports(a):[31000-31001];ports:[31005-31009]").allocate("a");

    assertThat(ports(offer, PortRequest.any(3))).hasToString("[31005-31007]");
    assertThat(ports(offer, PortRequest.any(3).preferring("a")))
        .hasToString("[31000-31001, 31005-31005]");
    assertThat(ports(offer, PortRequest.any(7))).isEqualTo(offer.ports());
    assertThat(offer.find(PortRequest.any(8))).isEmpty();
    assertThat(ports(offer, PortRequest.exactly(31009, 31000)))
        .hasToString("[31000-31000, 31009-31009]");
    assertThat(offer.find(PortRequest.exactly(31000, 31002))).isEmpty();
    assertThat(ports(offer, PortRequest.between(2, 31001, 31006))).hasToString("[31005-31006]");
    assertThat(offer.find(PortRequest.any(0)).orElseThrow().left()).isEqualTo(offer);
  }

  @Test
  void neverGivesOnePortTwice() {
    Resources left = Resources.parse("ports:[31000-31009]");
    Ranges given = Ranges.empty();
    for (int i = 0; i < 5; i++) {
      Split split = left.find(PortRequest.any(2)).orElseThrow();
      assertThat(given.intersect(split.taken().ports()).isEmpty()).isTrue();
      given = given.plus(split.taken().ports());
      left = split.left();
    }
    assertThat(given).hasToString("[31000-31009]");
    assertThat(left.isEmpty()).isTrue();
  }

  private static Resources taken(Resources offer, Resources wants) {
    return offer.find(wants).orElseThrow().taken();
  }

  private static Ranges ports(Resources offer, PortRequest request) {
    return offer.find(request).orElseThrow().taken().ports();
  }
}
