package io.mesosjava.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThousandthsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.1, 100",
    "0.0004, 0",
    "0.0005, 1",
    "-0.0005, -1",
    "1.0015, 1002",
    "2.0005, 2001",
    "1234567890.123, 1234567890123",
    "NaN, -9223372036854775808",
    "Infinity, -9223372036854775808",
    "-Infinity, -9223372036854775808",
    "9223372036854775.8, -9223372036854775808",
    "1e300, -9223372036854775808",
  })
  void roundsAsLlround(double value, long expected) {
    assertThat(Thousandths.of(value)).isEqualTo(expected);
  }

  /** The reference is exact arithmetic on the product that C++ computes, halves away from zero. */
  @Property
  void roundsEveryNumberAsMesosDoes(@ForAll @DoubleRange(min = -1e12, max = 1e12) double value) {
    BigDecimal product = new BigDecimal(value * 1000);
    assertThat(Thousandths.of(value))
        .isEqualTo(product.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  @Property
  void survivesTheWayToFloatingPointAndBack(@ForAll int thousandths) {
    assertThat(Thousandths.of(Thousandths.toDouble(thousandths))).isEqualTo(thousandths);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "100, 0.1",
    "7900, 7.9",
    "1000200, 1000.2",
    "16000000, 16000",
    "5, 0.005",
    "-1000, -1",
    "-5, -0.005",
    "1000000000000, 1000000000",
    "123456789012345, 123456789012.345",
    "1234567890123456, 1234567890123.46",
    "-9223372036854775808, -9.22337203685478e+15",
    "9223372036854775807, 9.22337203685478e+15",
    "1000000000000000000, 1e+15",
  })
  void printsFifteenDigitsAsCppStreams(long thousandths, String expected) {
    assertThat(Thousandths.text(thousandths)).isEqualTo(expected);
  }
}
