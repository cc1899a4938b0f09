package io.mesosjava.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.StringJoiner;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StockTest {

  @Property
  void answersTheSameWithAnIndexAsWithout(
      @ForAll("bags") Resources offered, @ForAll("bags") Resources wanted) {
    Stock indexed = new Stock(offered.toLedger(), 0);
    Stock looking = new Stock(offered.toLedger(), Integer.MAX_VALUE);

    wanted.forEachEntry(
        want -> {
          for (Preference preference : Preference.values()) {
            assertThat(indexed.candidates(want, preference))
                .containsExactlyElementsOf(looking.candidates(want, preference));
          }
        });
  }

  @Test
  void looksAtTheOrderOfEntriesAndForgetsWhatIsUsedUp() {
    Resources offered = Resources.parse("cpus(b):1;cpus:1;cpus(a):1;cpus(c):1");
    Entry want = Resources.parse("cpus(a):9").entry(0);
    Stock stock = new Stock(offered.toLedger(), 0);

    assertThat(stock.candidates(want, Preference.OWN_ROLE)).hasSize(1);
    assertThat(stock.candidates(want, Preference.UNRESERVED)).hasSize(1);
    assertThat(stock.candidates(want, Preference.ANY))
        .extracting(entry -> entry.identity.reservationRole())
        .containsExactly("b", null, "a", "c");
    stock.candidates(want, Preference.ANY).removeIf(entry -> true);
    assertThat(stock.candidates(want, Preference.ANY)).isEmpty();
  }

  @Test
  void isNotLookedAtAgainWhereItIsUsedUp() {
    StringJoiner offered = new StringJoiner(";");
    StringJoiner wanted = new StringJoiner(";");
    for (int i = 0; i < 100; i++) {
      offered.add("cpus(r" + i + "):1");
      wanted.add("cpus(w" + i + "):1");
    }
    Ledger source = Resources.parse(offered.toString()).toLedger();
    Stock stock = new Stock(source, 0);
    Ledger wants = Resources.parse(wanted.toString()).toLedger();

    assertThat(new Finder(source, stock).find(wants)).isPresent();

    // The last one was used up after the last look.
    assertThat(stock.candidates(wants.entry(0), Preference.ANY)).hasSize(1);
  }

  @Provide
  Arbitrary<Resources> bags() {
    return SomeResources.bags(0);
  }
}
