package io.mesosjava.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ItemsTest {

  @Test
  void comparesAsASet() {
    assertThat(Items.parse("{b, a}")).isEqualTo(Items.parse("{a,b}")).hasToString("{a, b}");
    assertThat(Items.parse("{}")).isEqualTo(Items.empty());
  }

  @Test
  void refusesRepetitionsAndEmptyItems() {
    assertThatThrownBy(() -> Items.parse("{a, a}"))
        .isInstanceOf(ValueFormatException.class)
        .hasMessage("duplicate item in set (column 4)");
    assertThatThrownBy(() -> Items.parse("{a,}")).isInstanceOf(ValueFormatException.class);
  }

  @Property
  void agreesWithASetOfTexts(
      @ForAll Set<@StringLength(max = 2) @CharRange(from = 'a', to = 'd') String> left,
      @ForAll Set<@StringLength(max = 2) @CharRange(from = 'a', to = 'd') String> right) {
    Items a = Items.of(left);
    Items b = Items.of(right);
    Set<String> union = new HashSet<>(left);
    union.addAll(right);
    Set<String> difference = new HashSet<>(left);
    difference.removeAll(right);

    assertThat(a.plus(b)).isEqualTo(Items.of(union));
    assertThat(a.minus(b)).isEqualTo(Items.of(difference));
    assertThat(a.containsAll(b)).isEqualTo(left.containsAll(right));
    assertThat(a.equals(b)).isEqualTo(left.equals(right));
    assertThat(Items.of(a.toMessage())).isEqualTo(a);
  }
}
