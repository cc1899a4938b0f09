package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatestTest {

  @Test
  void keepsSoManyOfTheLatest() {
    Latest<String> latest = new Latest<>(2, 100, String::length);
    latest.add("a");
    latest.add("b");
    latest.add("c");
    assertThat(latest.all()).containsExactly("b", "c");
  }

  @Test
  void keepsNoMoreThanSoMuch() {
    Latest<String> latest = new Latest<>(100, 10, String::length);
    latest.add("four");
    latest.add("five");
    latest.add("six");
    assertThat(latest.all()).containsExactly("five", "six");
    latest.add("eleven long");
    assertThat(latest.all()).isEmpty();
    latest.add("ten bytes.");
    assertThat(latest.all()).containsExactly("ten bytes.");
  }

  @Test
  void keepsNothingWhereNothingIsWanted() {
    Latest<String> latest = new Latest<>(0, 10, String::length);
    latest.add("a");
    assertThat(latest.all()).isEmpty();
  }
}
