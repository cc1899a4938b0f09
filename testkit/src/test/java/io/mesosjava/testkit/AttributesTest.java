package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mesosjava.v1.Attribute;
import io.mesosjava.v1.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {

  @Test
  void tellsNumbersRangesAndTextsApart() {
    List<Attribute> attributes =
        Attributes.parse("rack:r1; weight:2.5 ;ports:[1-5,7-9];url:http://a");
    assertThat(attributes)
        .extracting(Attribute::getName)
        .containsExactly("rack", "weight", "ports", "url");
    assertThat(attributes)
        .extracting(Attribute::getType)
        .containsExactly(Value.Type.TEXT, Value.Type.SCALAR, Value.Type.RANGES, Value.Type.TEXT);
    assertThat(attributes.get(0).getText().getValue()).isEqualTo("r1");
    assertThat(attributes.get(1).getScalar().getValue()).isEqualTo(2.5);
    assertThat(attributes.get(2).getRanges().getRange(1).getEnd()).isEqualTo(9);
    assertThat(attributes.get(3).getText().getValue()).isEqualTo("http://a");
  }

  @Test
  void nothingIsNothing() {
    assertThat(Attributes.parse(" ; ")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rack", ":r1", "rack:", "a:b;c"})
  void refusesWhatHasNoNameOrNoValue(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attributes.parse(text))
        .withMessageContaining("expected: name:value");
  }
}
