package io.mesosjava.framework.session;

import static io.mesosjava.framework.session.Letter.offering;
import static io.mesosjava.framework.session.Letter.plain;
import static io.mesosjava.framework.session.Letter.urgent;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {

  private static Lanes<Letter> lanes(Sorting<Letter> sorting, Letter... letters) {
    Lanes<Letter> lanes = new Lanes<>(sorting);
    List.of(letters).forEach(lanes::add);
    return lanes;
  }

  private static List<Letter> drain(Lanes<Letter> lanes) {
    List<Letter> taken = new ArrayList<>();
    int size = lanes.size();
    for (Letter letter = lanes.poll(); letter != null; letter = lanes.poll()) {
      taken.add(letter);
      assertThat(lanes.size()).isEqualTo(--size);
    }
    return taken;
  }

  @Test
  void keepsTheOrder() {
    Letter[] letters = {plain(1), offering("a"), urgent(2), offering("b", "c"), plain(3)};
    assertThat(drain(lanes(Letter.IN_ORDER, letters))).containsExactly(letters);
  }

  @Test
  void urgentOnesGoBeforeOlderOffersAndBeforeNothingElse() {
    Lanes<Letter> lanes =
        lanes(
            Letter.URGENT_FIRST,
            offering("a"),
            urgent(1),
            offering("b"),
            plain(2),
            urgent(3),
            offering("c"),
            urgent(4));
    assertThat(drain(lanes))
        .containsExactly(
            urgent(1), offering("a"), offering("b"), plain(2), urgent(3), urgent(4), offering("c"));
  }

  @Test
  void whatIsWithdrawnIsNotDelivered() {
    Lanes<Letter> lanes =
        lanes(Letter.IN_ORDER, offering("a"), plain(1), offering("b", "c"), offering("d"));
    assertThat(lanes.withdraw("a")).isTrue();
    assertThat(lanes.withdraw("b")).isTrue();
    assertThat(lanes.withdraw("a")).as("a second time").isFalse();
    assertThat(lanes.withdraw("unknown")).isFalse();
    assertThat(lanes.size()).isEqualTo(3);
    assertThat(drain(lanes)).containsExactly(plain(1), offering("c"), offering("d"));
  }

  @Test
  void whatWasTakenCannotBeWithdrawn() {
    Lanes<Letter> lanes = lanes(Letter.IN_ORDER, offering("a"), offering("b"));
    assertThat(lanes.poll()).isEqualTo(offering("a"));
    assertThat(lanes.withdraw("a")).isFalse();
    assertThat(lanes.withdraw("b")).isTrue();
    assertThat(lanes.size()).isZero();
    assertThat(lanes.poll()).isNull();
  }

  @Test
  void withdrawsInTheMiddleOfTheLane() {
    Lanes<Letter> lanes =
        lanes(Letter.IN_ORDER, offering("a"), offering("b"), offering("c"), offering("d"));
    lanes.withdraw("b");
    lanes.withdraw("c");
    lanes.withdraw("a");
    assertThat(drain(lanes)).containsExactly(offering("d"));
  }

  @Test
  void allOffersCanBeWithdrawnAtOnce() {
    Lanes<Letter> lanes =
        lanes(Letter.IN_ORDER, offering("a", "b"), plain(1), offering("c"), offering("d"));
    lanes.withdraw("c");
    assertThat(lanes.withdrawAll()).isEqualTo(2);
    assertThat(lanes.withdraw("a")).isFalse();
    assertThat(drain(lanes)).containsExactly(plain(1));
  }
}
