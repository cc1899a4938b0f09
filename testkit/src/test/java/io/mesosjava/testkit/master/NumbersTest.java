package io.mesosjava.testkit.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1.5, 1.5",
    "-3, -3",
    "100000, 100000",
    "1e300, 1e+300",
    "9223372037, 9.22337e+09",
    "0.00001, 1e-05",
    "0.0001, 0.0001",
    "Infinity, inf",
    "-Infinity, -inf",
    "NaN, nan",
  })
  void writesAsAStreamOfCppDoes(double value, String expected) {
    assertThat(Numbers.text(value)).isEqualTo(expected);
  }

  @Test
  void writesMessagesAsCppDoes() {
    Resource resource =
        Resource.newBuilder()
            .setName("value: 1.0")
            .setType(Value.Type.SCALAR)
            .setScalar(Value.Scalar.newBuilder().setValue(32))
            .build();

    assertThat(Numbers.inMessage(resource))
        .isEqualTo("name: \"value: 1.0\"\ntype: SCALAR\nscalar {\n  value: 32\n}\n");
  }
}
