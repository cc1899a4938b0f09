package io.mesosjava.testkit.http;

/** A line of a request's or a response's head. */
public record Header(String name, String value) {

  boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }
}
