package io.mesosjava.resources;

import io.mesosjava.values.Ranges;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moves what is wanted from one ledger to another, preferred reservations first. */
final class Finder {

  /** The order in which entries of other reservations are tried. */
  private enum Preference {
    OWN_ROLE,
    UNRESERVED,
    ANY;

    boolean allows(Identity given, Identity wanted) {
      return given.serves(wanted) && allows(given.reservationRole(), wanted.reservationRole());
    }

    boolean allows(@Nullable String reservedTo, @Nullable String wantedRole) {
      return switch (this) {
        case OWN_ROLE -> reservedTo != null && reservedTo.equals(wantedRole);
        case UNRESERVED -> reservedTo == null;
        case ANY -> true;
      };
    }
  }

  private static final Preference[] ORDER = Preference.values();

  private final Ledger left;
  private final Ledger taken = new Ledger(8);

  Finder(Ledger source) {
    left = source.copy(0);
  }

  Optional<Split> find(Ledger wants) {
    // Who wants a certain allocation can take less, and so goes first.
    return takeAll(wants, true) && takeAll(wants, false) ? Optional.of(split()) : Optional.empty();
  }

  private boolean takeAll(Ledger wants, boolean allocated) {
    for (int i = 0; i < wants.size(); i++) {
      Entry want = wants.entry(i);
      if ((want.identity.allocation() != null) == allocated
          && !(want.identity.isCountable() ? takeCopies(want) : takeAmount(want))) {
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
          take(entry.withAmount(new Amount.Numbers(picked)));
          missing -= picked.size();
        }
        i += left.size() == size ? 1 : 0;
      }
    }
    return missing == 0 ? Optional.of(split()) : Optional.empty();
  }

  private boolean takeAmount(Entry want) {
    Amount missing = want.amount;
    int same = left.find(want); // The very kind that is wanted comes first.
    if (same >= 0) {
      Entry entry = left.entry(same);
      Amount part = entry.amount.common(missing);
      take(entry.withAmount(part));
      missing = missing.minus(part);
      if (missing.isEmpty()) {
        return true;
      }
    }
    for (Preference preference : ORDER) {
      // The last entry takes the place of one that is used up, so that place is looked at again.
      for (int i = 0; i < left.size(); ) {
        Entry entry = left.entry(i);
        int size = left.size();
        if (preference.allows(entry.identity, want.identity)) {
          Amount part = entry.amount.common(missing);
          take(entry.withAmount(part));
          missing = missing.minus(part);
          if (missing.isEmpty()) {
            return true;
          }
        }
        i += left.size() == size ? 1 : 0;
      }
    }
    return false;
  }

  private boolean takeCopies(Entry want) {
    int missing = want.copies;
    int same = left.find(want);
    if (same >= 0) {
      int part = Math.min(left.entry(same).copies, missing);
      take(left.entry(same).withCopies(part));
      missing -= part;
      if (missing == 0) {
        return true;
      }
    }
    for (Preference preference : ORDER) {
      for (int i = 0; i < left.size(); ) {
        Entry entry = left.entry(i);
        int size = left.size();
        if (entry.amount.equals(want.amount) && preference.allows(entry.identity, want.identity)) {
          int part = Math.min(entry.copies, missing);
          take(entry.withCopies(part));
          missing -= part;
          if (missing == 0) {
            return true;
          }
        }
        i += left.size() == size ? 1 : 0;
      }
    }
    return false;
  }

  private void take(Entry part) {
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
