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
}
