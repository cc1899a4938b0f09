package io.mesosjava.testkit;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.Resource;
import io.mesosjava.values.ValueFormatException;
import java.time.Duration;
import java.util.List;

/** What settings must be like. */
final class Checks {

  private static final int MAX_PORT = 65535;

  private Checks() {}

  static int notNegative(String name, int value) {
    check(value >= 0, name, value, ">= 0");
    return value;
  }

  static long notNegative(String name, long value) {
    check(value >= 0, name, value, ">= 0");
    return value;
  }

  static int atLeastOne(String name, int value) {
    check(value >= 1, name, value, ">= 1");
    return value;
  }

  static int status(String name, int value) {
    check(value >= 200 && value <= 599, name, value, "200 to 599");
    return value;
  }

  static Duration notNegative(String name, Duration value) {
    check(!value.isNegative(), name, value, ">= 0");
    return value;
  }

  static int port(String name, int value) {
    check(value >= 0 && value <= MAX_PORT, name, value, "0 to " + MAX_PORT);
    return value;
  }

  static Duration positive(String name, Duration value) {
    check(value.compareTo(Duration.ZERO) > 0, name, value, "> 0");
    return value;
  }

  static double speed(String name, double value) {
    check(value > 0 && !Double.isInfinite(value), name, value, "> 0 and finite");
    return value;
  }

  static double weight(String role, double value) {
    check(value > 0 && !Double.isInfinite(value), "weight of " + role, value, "> 0 and finite");
    return value;
  }

  static List<Resource> resources(String name, String text) {
    try {
      return Resources.parse(text).messages();
    } catch (ValueFormatException e) {
      throw new IllegalArgumentException(name + ": \"" + text + "\": " + e.getMessage(), e);
    }
  }

  private static void check(boolean ok, String name, Object value, String expected) {
    if (!ok) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
