package io.mesosjava.resources;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a ledger by what they are good for, in their order: so that each of many wants
 * need not look at each of many entries. Not thread-safe.
 */
final class Stock {

  /** So often all entries are looked at, which is quicker than an index that is hardly used. */
  private static final int LOOKS = 64;

  /**
   * What a want looks for.
   *
   * @param amount that of what is counted, which has to be the same; otherwise null
   * @param allocation the role it is allocated to; null for any
   * @param role the role it is reserved to; null for none, or for any
   */
  private record Shelf(
      Identity.Kind kind,
      @Nullable Amount amount,
      @Nullable String allocation,
      Preference preference,
      @Nullable String role) {}

  private final Ledger entries;
  private int looksLeft;
  private @Nullable Map<Shelf, Deque<Entry>> shelves;

  Stock(Ledger entries) {
    this(entries, LOOKS);
  }

  Stock(Ledger entries, int looks) {
    this.entries = entries;
    looksLeft = looks;
  }

  /** What does for {@code want}; what the caller removes is not answered again. */
  Collection<Entry> candidates(Entry want, Preference preference) {
    String role = preference == Preference.OWN_ROLE ? want.identity.reservationRole() : null;
    if (preference == Preference.OWN_ROLE && role == null) {
      return List.of();
    }
    if (looksLeft > 0) {
      looksLeft--;
      return lookAtAll(want, preference);
    }
    if (shelves == null) {
      shelves = index();
    }
    Deque<Entry> found = shelves.get(shelf(want, want.identity.allocation(), preference, role));
    return found == null ? List.of() : found;
  }

  private List<Entry> lookAtAll(Entry want, Preference preference) {
    List<Entry> found = new ArrayList<>();
    String role = want.identity.reservationRole();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.entry(i);
      if (entry.identity.serves(want.identity)
          && preference.allows(entry.identity.reservationRole(), role)
          && (!want.identity.isCountable() || entry.amount.equals(want.amount))) {
        found.add(entry);
      }
    }
    return found;
  }

  private Map<Shelf, Deque<Entry>> index() {
    Map<Shelf, Deque<Entry>> index = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.entry(i);
      place(index, entry, null);
      if (entry.identity.allocation() != null) {
        place(index, entry, entry.identity.allocation());
      }
    }
    return index;
  }

  private static void place(
      Map<Shelf, Deque<Entry>> index, Entry entry, @Nullable String allocation) {
    String role = entry.identity.reservationRole();
    Preference own = role == null ? Preference.UNRESERVED : Preference.OWN_ROLE;
    for (Shelf shelf :
        List.of(
            shelf(entry, allocation, own, role), shelf(entry, allocation, Preference.ANY, null))) {
      index.computeIfAbsent(shelf, s -> new ArrayDeque<>()).add(entry);
    }
  }

  private static Shelf shelf(
      Entry like, @Nullable String allocation, Preference preference, @Nullable String role) {
    Amount amount = like.identity.isCountable() ? like.amount : null;
    return new Shelf(like.identity.kind(), amount, allocation, preference, role);
  }
}
