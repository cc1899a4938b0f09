package io.mesosjava.resources;

import io.mesosjava.resources.OperationRefusedException.Reason;
import io.mesosjava.v1.Resource;
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
    if (!available.contains(consumed)) {
      throw new OperationRefusedException(
          Reason.NOT_AVAILABLE, available + " does not contain " + consumed);
    }
    Resources result = available.minus(consumed).plus(converted);
    if (mustVanish != null && result.contains(mustVanish)) {
      throw new OperationRefusedException(
          Reason.IN_USE,
          "Persistent volume "
              + ResourceText.of(mustVanish)
              + " cannot be removed due to additional shared copies");
    }
    return result;
  }
}
