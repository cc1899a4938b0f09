package io.mesosjava.attributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mesosjava.v1.Attribute;
import io.mesosjava.v1.Value;
import io.mesosjava.values.Range;
import io.mesosjava.values.Ranges;
import io.mesosjava.values.ValueFormatException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributesTest {

  private static final Attributes AGENT =
      Attributes.parse("rack:r 1;level:10;ports:[1-3, 7];level:11;url:http://x\nos:-1");

  @Test
  void readsTypesFromTheirText() {
    assertThat(AGENT)
        .hasToString("rack=r1; level=10; ports=[1-3, 7-7]; level=11; url=http://x; os=-1");
    assertThat(AGENT.text("rack")).contains("r1");
    assertThat(AGENT.scalar("level")).hasValue(10);
    assertThat(AGENT.ranges("ports")).contains(Ranges.parse("[1-3,7-7]"));
    assertThat(AGENT.text("os")).contains("-1");
    assertThat(AGENT.text("level")).isEmpty();
    assertThat(AGENT.get("none")).isEmpty();
  }

  @Test
  void comparesRegardlessOfOrder() {
    Attributes other = Attributes.parse("b:1;a:x");

    assertThat(other).isEqualTo(Attributes.parse("a:x;b:1.0001"));
    assertThat(other.hashCode()).isEqualTo(Attributes.parse("a:x;b:1").hashCode());
    assertThat(other).isNotEqualTo(Attributes.parse("a:x;b:2"));
    assertThat(other.contains(Attributes.parse("b:1").messages().get(0))).isTrue();
    assertThat(Attributes.of(other.messages())).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource({"rack, 1", "a:b;c:, 5", ":x, 1", "a:[1, 5", "zones:{a}, 7", "a:x[1], 4"})
  void namesTheColumnOfAnError(String text, int column) {
    ValueFormatException error =
        catchThrowableOfType(ValueFormatException.class, () -> Attributes.parse(text));

    assertThat(error).as(text).isNotNull();
    assertThat(error.column()).as(error.getMessage()).isEqualTo(column);
  }

  @Test
  void matches() {
    assertThat(WhereAttributes.exists("rack").test(AGENT)).isTrue();
    assertThat(WhereAttributes.exists("zone").negate().test(AGENT)).isTrue();
    assertThat(WhereAttributes.textEquals("rack", "r1").test(AGENT)).isTrue();
    assertThat(WhereAttributes.textEquals("level", "10").test(AGENT)).isFalse();
    assertThat(WhereAttributes.textMatches("rack", Pattern.compile("r[0-9]")).test(AGENT)).isTrue();
    assertThat(WhereAttributes.textMatches("rack", Pattern.compile("r")).test(AGENT)).isFalse();
    assertThat(WhereAttributes.scalarBetween("level", 10, 12).test(AGENT)).isTrue();
    assertThat(WhereAttributes.scalarBetween("level", 11, 12).test(AGENT)).isFalse();
    assertThat(WhereAttributes.rangesContain("ports", new Range(2, 3)).test(AGENT)).isTrue();
    assertThat(WhereAttributes.rangesContain("ports", new Range(3, 7)).test(AGENT)).isFalse();
  }

  @Test
  void refuseWhatHasNoValueOfItsType() {
    Attribute empty = Attribute.newBuilder().setName("a").setType(Value.Type.SCALAR).build();

    assertThatThrownBy(() -> Attributes.of(List.of(empty)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a'");
  }
}
