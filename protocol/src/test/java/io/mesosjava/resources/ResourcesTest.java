package io.mesosjava.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Value;
import org.junit.jupiter.api.Test;

class ResourcesTest {

  @Test
  void addsAndSubtractsResourcesOfOneKind() {
    Resources offer = Resources.parse("cpus:8;mem:16000;ports:[31000-32000]");
    Resources task = Resources.parse("cpus:0.1;mem:32;ports:[31005-31006]");

    Resources left = offer.minus(task);

    assertThat(left).hasToString("cpus:7.9; mem:15968; ports:[31000-31004, 31007-32000]");
    assertThat(left.plus(task)).isEqualTo(offer);
    assertThat(offer.contains(task)).isTrue();
    assertThat(task.contains(offer)).isFalse();
  }

  @Test
  void printsAllocationsAsTheMasterDoes() {
    Resources task = Resources.parse("cpus:1000;mem:32").allocate("example");

    assertThat(task).hasToString("cpus(allocated: example):1000; mem(allocated: example):32");
    assertThat(task.unallocate()).isEqualTo(Resources.parse("mem:32;cpus:1000"));
    assertThat(Resources.empty()).hasToString("{}");
  }

  @Test
  void refusesWhatTheMasterRefuses() {
    Resource negative =
        Resource.newBuilder()
            .setName("cpus")
            .setType(Value.Type.SCALAR)
            .setScalar(Value.Scalar.newBuilder().setValue(-1))
            .build();

    assertThatThrownBy(() -> Resources.of(negative))
        .isInstanceOf(InvalidResourceException.class)
        .hasMessage("Resource 'cpus:-1' is invalid: Invalid scalar resource: value <= 0");
  }
}
