package io.mesosjava.resources;

import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * JSON with the keys of every object in order, as Mesos prints its {@code JSON::Object}. Reads what
 * our codec writes: valid, and without blanks between tokens.
 *
 * <p>Mesos: {@code stringify} of message fields, {@code 3rdparty/stout/include/stout/json.hpp}.
 */
final class SortedJson {

  private final String json;
  private int position;

  SortedJson(String json) {
    this.json = json;
  }

  String text() {
    return value();
  }

  private String value() {
    return switch (json.charAt(position)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      default -> word();
    };
  }

  private String object() {
    TreeMap<String, String> members = new TreeMap<>();
    while (json.charAt(position++) != '}') {
      if (json.charAt(position) != '}') {
        String key = string();
        position++; // The colon.
        members.put(key, value());
      }
    }
    StringJoiner object = new StringJoiner(",", "{", "}");
    members.forEach((key, value) -> object.add(key + ":" + value));
    return object.toString();
  }

  private String array() {
    StringJoiner array = new StringJoiner(",", "[", "]");
    while (json.charAt(position++) != ']') {
      if (json.charAt(position) != ']') {
        array.add(value());
      }
    }
    return array.toString();
  }

  private String string() {
    int start = position++;
    while (json.charAt(position) != '"') {
      position += json.charAt(position) == '\\' ? 2 : 1;
    }
    return json.substring(start, ++position);
  }

  private String word() {
    int start = position;
    while (position < json.length() && ",]}".indexOf(json.charAt(position)) < 0) {
      position++;
    }
    return json.substring(start, position);
  }
}
