package io.mesosjava.testkit.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** Takes a JSON object apart, which the codec has written: there are no blanks in it. */
final class JsonMembers {

  private final String json;
  private int at = 1;

  private JsonMembers(String json) {
    this.json = json;
  }

  /** The members of {@code object}: names, and values as they are written. */
  static Map<String, String> of(String object) {
    return new JsonMembers(object).read();
  }

  private Map<String, String> read() {
    Map<String, String> members = new LinkedHashMap<>();
    while (json.charAt(at) != '}') {
      int name = at;
      skipString();
      String key = json.substring(name + 1, at - 1);
      at++;
      int value = at;
      skipValue();
      members.put(key, json.substring(value, at));
      if (json.charAt(at) == ',') {
        at++;
      }
    }
    return members;
  }

  /** Goes behind the string that begins here. */
  private void skipString() {
    at++;
    while (json.charAt(at) != '"') {
      at += json.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  /** Goes to the comma or brace behind the value that begins here. */
  private void skipValue() {
    int depth = 0;
    while (true) {
      char c = json.charAt(at);
      if (c == '"') {
        skipString();
        continue;
      }
      if (depth == 0 && (c == ',' || c == '}')) {
        return;
      }
      if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
      at++;
    }
  }
}
