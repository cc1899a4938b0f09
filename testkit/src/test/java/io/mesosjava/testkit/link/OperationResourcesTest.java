package io.mesosjava.testkit.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.Offer.Operation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperationResourcesTest {

  /** A real master takes them, and does nothing. */
  @ParameterizedTest
  @EnumSource(Operation.Type.class)
  void operationsWithoutTheirMessageHaveNone(Operation.Type type) {
    Operation bare = Operation.newBuilder().setType(type).build();
    assertThat(OperationResources.of(bare)).isEmpty();
    assertThat(OperationResources.unallocated(bare)).isEqualTo(bare);
  }
}
