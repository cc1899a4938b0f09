package io.mesosjava.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.v1.Value;
import io.mesosjava.values.ValueFormatException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

  @Test
  void countWhatResourcesHold() {
    Resources resources =
        Resources.parse("cpus:1.5;cpus(a):0.5;ports:[1-10];ports(a):[20-20];zones:{x,y}");

    assertThat(Quantities.of(resources)).hasToString("cpus:2; ports:11; zones:2");
    assertThat(resources.contains(Quantities.parse("cpus:2;ports:11"))).isTrue();
    assertThat(resources.contains(Quantities.parse("cpus:2.001"))).isFalse();
    assertThat(resources.contains(Quantities.parse("gpus:1"))).isFalse();
    assertThat(resources.contains(Quantities.empty())).isTrue();
  }

  @Test
  void dropZerosAndNeverGoBelow() {
    Quantities some = Quantities.parse("cpus:1; mem : 0; disk:5;cpus:0.5");

    assertThat(some).hasToString("cpus:1.5; disk:5").isNotEqualTo(Quantities.empty());
    assertThat(some.minus(Quantities.parse("cpus:2;disk:1;gpus:1"))).hasToString("disk:4");
    assertThat(some.plus(some).get("cpus")).isEqualTo(3);
    assertThat(some.get("gpus")).isZero();
    assertThat(some.names()).containsExactly("cpus", "disk");
    assertThat(Quantities.empty()).hasToString("{}");
    assertThat(some.contains(Quantities.parse("cpus:1.5"))).isTrue();
    assertThat(some.contains(Quantities.parse("cpus:1.5;mem:1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpus", "cpus:", ":1", "cpus:-1", "cpus:[1-2]", "cpus:1:2"})
  void refuseOtherText(String text) {
    assertThatThrownBy(() -> Quantities.parse(text)).isInstanceOf(ValueFormatException.class);
    assertThatThrownBy(() -> Limits.parse(text)).isInstanceOf(ValueFormatException.class);
  }

  @Test
  void refuseWhatIsNoQuantity() {
    for (double value : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      Map<String, Value.Scalar> scalars =
          Map.of("cpus", Value.Scalar.newBuilder().setValue(value).build());
      assertThatThrownBy(() -> Quantities.of(scalars))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("cpus: " + value + " (expected: a number from 0 up)");
      assertThatThrownBy(() -> Limits.of(scalars))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("cpus: " + value + " (expected: a number from 0 up)");
    }
  }

  @Test
  void limitsKeepZerosAndTakeTheRestAsUnlimited() {
    Limits limits = Limits.parse("cpus:2;gpus:0");

    assertThat(limits).hasToString("cpus:2; gpus:0");
    assertThat(limits.contains(Quantities.parse("cpus:2;mem:1000000"))).isTrue();
    assertThat(limits.contains(Quantities.parse("gpus:1"))).isFalse();
    assertThat(limits.minus(Quantities.parse("cpus:3"))).isEqualTo(Limits.parse("cpus:0;gpus:0"));
    assertThat(limits.get("cpus")).hasValue(2);
    assertThat(limits.get("mem")).isEmpty();
    assertThat(limits.contains(Limits.parse("cpus:1;gpus:0;mem:1"))).isTrue();
    assertThat(limits.contains(Limits.parse("cpus:1"))).isFalse();
    assertThat(Limits.none().contains(limits)).isTrue();
    assertThat(Limits.none()).hasToString("{}");
    assertThatThrownBy(() -> Limits.parse("cpus:1;cpus:2"))
        .hasMessage("second limit for cpus (column 8)");
  }
}
