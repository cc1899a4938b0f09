package io.mesosjava.resources;

import io.mesosjava.v1.Resource;
import io.mesosjava.values.Ranges;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random resources of every kind, from few names and roles, so that many of them meet. */
final class SomeResources {

  private SomeResources() {}

  /** Bags whose ports and zones come from two disjoint halves, chosen by {@code half}. */
  static Arbitrary<Resources> bags(int half) {
    return single(half).list().ofMaxSize(12).map(Resources::of);
  }

  static Arbitrary<Resource> single(int half) {
    Arbitrary<ResourceBuilder> values =
        Arbitraries.oneOf(
            scalars("cpus"), scalars("mem"), scalars("disk"), ports(half), zones(half));
    return Arbitraries.oneOf(
        Combinators.combine(values, decoration()).as(SomeResources::decorate),
        Combinators.combine(disks(), decoration()).as(SomeResources::decorate));
  }

  private static Arbitrary<ResourceBuilder> scalars(String name) {
    return Arbitraries.integers()
        .between(0, 5000)
        .map(thousandths -> ResourceBuilder.scalar(name, thousandths / 1000.0));
  }

  private static Arbitrary<ResourceBuilder> ports(int half) {
    Arbitrary<Integer> begins = Arbitraries.integers().between(half * 1000, half * 1000 + 40);
    return Combinators.combine(begins, Arbitraries.integers().between(0, 10))
        .as(
            (begin, length) ->
                ResourceBuilder.ranges("ports", Ranges.of(begin, begin + (long) length)));
  }

  private static Arbitrary<ResourceBuilder> zones(int half) {
    return Arbitraries.integers()
        .between(0, 3)
        .map(zone -> ResourceBuilder.set("zones", half + "-" + zone));
  }

  /** Disks that are counted whole or divided, volumes and shared volumes. */
  private static Arbitrary<ResourceBuilder> disks() {
    Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 3);
    return Combinators.combine(sizes, Arbitraries.integers().between(0, 5))
        .as(
            (size, kind) -> {
              ResourceBuilder disk = ResourceBuilder.disk(size);
              return switch (kind) {
                case 0 -> disk.path("/p");
                case 1 -> disk.mount("/m");
                case 2 -> disk.reservedStatically("a").volume("v" + size, "data");
                case 3 -> disk.reservedStatically("a").volume("s", "data").shared();
                case 4 -> disk.mount("/m").volume("v", "data").reservedStatically("a");
                default -> disk.providedBy("provider");
              };
            });
  }

  private static Arbitrary<Integer> decoration() {
    return Arbitraries.integers().between(0, 11);
  }

  private static Resource decorate(ResourceBuilder resource, int decoration) {
    switch (decoration) {
      case 0, 1 -> resource.allocatedTo("a");
      case 2 -> resource.allocatedTo("b");
      case 3 -> resource.revocable();
      case 4 -> resource.providedBy("provider");
      default -> {}
    }
    Resource plain = resource.build();
    if (plain.getReservationsCount() > 0) {
      return plain;
    }
    return switch (decoration) {
      case 5 -> resource.reservedStatically("a").build();
      case 6 -> resource.reservedStatically("a").reservedDynamically("a/b", "p").build();
      case 7 -> resource.reservedDynamically("a", "p", Map.of("k", "v")).build();
      default -> plain;
    };
  }
}
