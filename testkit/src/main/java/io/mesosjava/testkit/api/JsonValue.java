package io.mesosjava.testkit.api;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A value in JSON, as Mesos holds it: members are in the order of their names, not of the text. */
sealed interface JsonValue {

  /** What it is called in refusals. */
  String kind();

  /** A number without a fraction or an exponent, in the range of 64 bits. */
  record Whole(long value) implements JsonValue {
    @Override
    public String kind() {
      return "number";
    }
  }

  /** Any other number. */
  record Real(double value) implements JsonValue {
    @Override
    public String kind() {
      return "number";
    }
  }

  /** A string. */
  record Text(String value) implements JsonValue {
    @Override
    public String kind() {
      return "string";
    }
  }

  /** An array; its parser fills it. */
  record Items(List<JsonValue> values) implements JsonValue {

    Items() {
      this(new ArrayList<>());
    }

    @Override
    public String kind() {
      return "array";
    }
  }

  /** An object; its parser fills it. Of members with the same name the last one counts. */
  record Members(SortedMap<String, JsonValue> values) implements JsonValue {

    Members() {
      this(new TreeMap<>());
    }

    @Override
    public String kind() {
      return "object";
    }
  }

  /** What has no parts. */
  enum Word implements JsonValue {
    /** {@code null}. */
    NULL,
    /** {@code true}. */
    TRUE,
    /** {@code false}. */
    FALSE;

    @Override
    public String kind() {
      return this == NULL ? "null" : "boolean";
    }
  }
}
