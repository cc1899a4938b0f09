package io.mesosjava.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.Offer.Operation;
import io.mesosjava.v1.Resource;
import io.mesosjava.values.Ranges;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Quadratic work would take minutes here; the limit is far from what linear work takes. */
@Timeout(60)
class ManyEntriesTest {

  private static final int MANY = 100_000;

  @Test
  void disjointRangesAreUnitedOnce() {
    List<Resource> ports = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      ports.add(ResourceBuilder.ranges("ports", Ranges.of(2L * i, 2L * i)).build());
    }

    Resources sum = Resources.of(ports);

    assertThat(sum.ports().size()).isEqualTo(MANY);
    assertThat(Resources.sum(List.of(sum, Resources.parse("ports:[1-1]"))).ports().size())
        .isEqualTo(MANY + 1);
  }

  @Test
  void entriesAreUnreservedInOneLedger() {
    List<Resource> reserved = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      reserved.add(ResourceBuilder.cpus(1).reservedDynamically("r" + i).build());
    }
    Operation unreserve =
        Operation.newBuilder()
            .setType(Operation.Type.UNRESERVE)
            .setUnreserve(Operation.Unreserve.newBuilder().addAllResources(reserved))
            .build();

    assertThat(Operations.apply(Resources.of(reserved), unreserve))
        .isEqualTo(Resources.parse("cpus:20000"));
    assertThat(Resources.of(reserved).find(Resources.of(reserved))).isPresent();
  }

  @Test
  void wantsOfOtherRolesDoNotEachLookAtEveryEntry() {
    List<Resource> offered = new ArrayList<>();
    List<Resource> wanted = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      offered.add(ResourceBuilder.cpus(1).reservedDynamically("r" + i).build());
      offered.add(volume(i, "r" + i));
      wanted.add(ResourceBuilder.cpus(1).reservedDynamically("w" + i).build());
      wanted.add(volume(i, "w" + i));
    }

    Split split = Resources.of(offered).find(Resources.of(wanted)).orElseThrow();

    assertThat(split.left().isEmpty()).isTrue();
    assertThat(split.taken()).isEqualTo(Resources.of(offered));
  }

  @Test
  void volumesAreCreatedAndDestroyedInOneLedger() {
    List<Resource> volumes = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      volumes.add(volume(i, "a"));
    }
    Resources disk =
        Resources.of(ResourceBuilder.disk(volumes.size()).reservedDynamically("a").build());
    Operation create =
        Operation.newBuilder()
            .setType(Operation.Type.CREATE)
            .setCreate(Operation.Create.newBuilder().addAllVolumes(volumes))
            .build();
    Operation destroy =
        Operation.newBuilder()
            .setType(Operation.Type.DESTROY)
            .setDestroy(Operation.Destroy.newBuilder().addAllVolumes(volumes))
            .build();

    Resources created = Operations.apply(disk, create);

    assertThat(created).isEqualTo(Resources.of(volumes));
    assertThat(Operations.apply(created, destroy)).isEqualTo(disk);
  }

  @Test
  void itemsOfManySetsAreUnitedOnce() {
    List<Resources> parts = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      parts.add(Resources.of(ResourceBuilder.set("zones", "z" + i).build()));
    }

    assertThat(Resources.sum(parts).items("zones").size()).isEqualTo(MANY);
    assertThat(MasterChecks.overlap(parts)).isFalse();
  }

  private static Resource volume(int i, String role) {
    return ResourceBuilder.disk(1).reservedDynamically(role).volume("v" + i, "data").build();
  }
}
