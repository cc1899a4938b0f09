package io.mesosjava.framework.session;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An event in the tests of the queue: some offer names, some are urgent, some are neither. */
record Letter(String text, List<String> offers) {

  static Letter offering(String... names) {
    return new Letter("offer", List.of(names));
  }

  static Letter urgent(int number) {
    return new Letter("urgent " + number, List.of());
  }

  static Letter plain(int number) {
    return new Letter("plain " + number, List.of());
  }

  static final Sorting<Letter> IN_ORDER = sorting(false);

  static final Sorting<Letter> URGENT_FIRST = sorting(true);

  private static Sorting<Letter> sorting(boolean urgentFirst) {
    return new Sorting<>() {
      @Override
      public boolean isOffering(Letter letter) {
        return !letter.offers.isEmpty();
      }

      @Override
      public boolean isUrgent(Letter letter) {
        return urgentFirst && letter.text.startsWith("urgent");
      }

      @Override
      public Collection<?> offered(Letter letter) {
        return letter.offers;
      }

      @Override
      public @Nullable Letter without(Letter letter, Object name) {
        TreeSet<String> rest = new TreeSet<>(letter.offers);
        rest.remove((String) name);
        return rest.isEmpty() ? null : new Letter(letter.text, List.copyOf(rest));
      }
    };
  }
}
