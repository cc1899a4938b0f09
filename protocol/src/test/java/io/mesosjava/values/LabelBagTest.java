package io.mesosjava.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.Label;
import io.mesosjava.v1.Labels;
import org.junit.jupiter.api.Test;

class LabelBagTest {

  @Test
  void ignoresOrderButNotRepetition() {
    assertThat(LabelBag.areEqual(labels("a", "b"), labels("b", "a"))).isTrue();
    assertThat(LabelBag.areEqual(labels("a", "a", "b"), labels("a", "b", "b"))).isFalse();
    assertThat(LabelBag.areEqual(labels("a"), labels("a", "a"))).isFalse();
  }

  @Test
  void takesAMissingValueForAnEmptyOne() {
    Labels empty =
        Labels.newBuilder().addLabels(Label.newBuilder().setKey("a").setValue("")).build();

    assertThat(LabelBag.areEqual(labels("a"), empty)).isTrue();
    assertThat(LabelBag.of(empty).contains("a", "")).isTrue();
  }

  @Test
  void printsAsMesosDoes() {
    Labels labels =
        Labels.newBuilder()
            .addLabels(Label.newBuilder().setKey("k").setValue("v"))
            .addLabels(Label.newBuilder().setKey("k2"))
            .build();

    assertThat(LabelBag.text(labels)).isEqualTo("{k: v, k2}");
  }

  private static Labels labels(String... keys) {
    Labels.Builder labels = Labels.newBuilder();
    for (String key : keys) {
      labels.addLabels(Label.newBuilder().setKey(key));
    }
    return labels.build();
  }
}
