package io.mesosjava.resources;

import io.mesosjava.resources.OperationRefusedException.Reason;
import io.mesosjava.v1.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of an operation: what it takes away, what it puts in its place, and the volume of which
 * no copy may be left afterwards.
 *
 * <p>Mesos: {@code ResourceConversion} in {@code src/v1/resources.cpp}.
 */
record Conversion(Resources consumed, Resources converted, @Nullable Resource mustVanish) {

  static Conversion of(Resources consumed, Resources converted) {
    return new Conversion(consumed, converted, null);
  }

  Resources apply(Resources available) {
    return applyAll(available, List.of(this));
  }

  /** What {@code available} becomes by one conversion after the other. */
  static Resources applyAll(Resources available, List<Conversion> conversions) {
    Ledger ledger = available.toLedger();
    Resources current = new Resources(ledger); // A view of the ledger as it changes.
    for (Conversion conversion : conversions) {
      conversion.applyTo(ledger, current);
    }
    return current;
  }

  private void applyTo(Ledger ledger, Resources current) {
    if (!current.contains(consumed)) {
      throw new OperationRefusedException(
          Reason.NOT_AVAILABLE, current + " does not contain " + consumed);
    }
    consumed.forEachEntry(ledger::subtract);
    converted.forEachEntry(ledger::add);
    if (mustVanish != null && current.contains(mustVanish)) {
      throw new OperationRefusedException(
          Reason.IN_USE,
          "Persistent volume "
              + ResourceText.of(mustVanish)
              + " cannot be removed due to additional shared copies");
    }
  }
}
