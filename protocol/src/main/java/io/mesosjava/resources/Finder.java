package io.mesosjava.resources;

import io.mesosjava.values.Ranges;
import java.util.Iterator;
import java.util.Optional;

/** Moves what is wanted from one ledger to another, preferred reservations first. */
final class Finder {

  private static final Preference[] ORDER = Preference.values();

  private final Ledger left;
  private final Ledger taken = new Ledger(8);
  private final Stock stock;

  Finder(Ledger source) {
    this(source, new Stock(source));
  }

  Finder(Ledger source, Stock stock) {
    left = source.copy(0);
    this.stock = stock;
  }

  Optional<Split> find(Ledger wants) {
    // Who wants a certain allocation can take less, and so goes first.
    return takeEach(wants, true) && takeEach(wants, false)
        ? Optional.of(split())
        : Optional.empty();
  }

  private boolean takeEach(Ledger wants, boolean allocated) {
    for (int i = 0; i < wants.size(); i++) {
      Entry want = wants.entry(i);
      if ((want.identity.allocation() != null) == allocated && !take(want)) {
        return false;
      }
    }
    return true;
  }

  Optional<Split> find(PortRequest request) {
    long missing = request.count();
    String role = request.preferredRole().orElse(null);
    for (Preference preference : ORDER) {
      for (int i = 0; i < left.size() && missing > 0; ) {
        Entry entry = left.entry(i);
        int size = left.size();
        if (isPorts(entry) && preference.allows(entry.identity.reservationRole(), role)) {
          Ranges usable = ((Amount.Numbers) entry.amount).ranges().intersect(request.among());
          Ranges picked = usable.first(Math.min(missing, usable.size()));
          move(entry.withAmount(new Amount.Numbers(picked)));
          missing -= picked.size();
        }
        i += left.size() == size ? 1 : 0;
      }
    }
    return missing == 0 ? Optional.of(split()) : Optional.empty();
  }

  private boolean take(Entry want) {
    int same = left.find(want); // The very kind that is wanted comes first.
    Entry missing = same < 0 ? want : takeFrom(same, want);
    for (int i = 0; i < ORDER.length && !missing.isEmpty(); i++) {
      Iterator<Entry> candidates = stock.candidates(want, ORDER[i]).iterator();
      while (!missing.isEmpty() && candidates.hasNext()) {
        int index = left.find(candidates.next());
        if (index < 0) {
          candidates.remove(); // Used up: no one has to look at it again.
        } else {
          missing = takeFrom(index, missing);
        }
      }
    }
    return missing.isEmpty();
  }

  /** Takes what is there of {@code missing}; answers what is then still missing. */
  private Entry takeFrom(int index, Entry missing) {
    Entry part = left.entry(index).common(missing);
    move(part);
    return missing.minus(part);
  }

  private void move(Entry part) {
    taken.add(part);
    if (!part.isEmpty()) {
      left.subtract(part);
    }
  }

  private Split split() {
    return new Split(new Resources(taken), new Resources(left));
  }

  private static boolean isPorts(Entry entry) {
    return entry.amount instanceof Amount.Numbers
        && entry.identity.name().equals("ports")
        && !entry.identity.isRevocable();
  }
}
