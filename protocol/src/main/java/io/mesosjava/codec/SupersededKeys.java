package io.mesosjava.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the keys of a JSON text that stand again, later, in the same object. Of several values of a
 * key the last counts, whatever the others are; so those must be known before any is read.
 */
final class SupersededKeys {

  private final JsonScanner in;
  private int[] positions = new int[8];
  private int count;

  private SupersededKeys(JsonScanner in) {
    this.in = in;
  }

  /**
   * The positions of the superseded keys, ascending.
   *
   * @throws Malformed if the text is not JSON: this walks over all of it
   */
  static int[] find(byte[] bytes, int offset, int length) throws Malformed {
    SupersededKeys keys = new SupersededKeys(new JsonScanner(bytes, offset, length));
    keys.value();
    keys.in.finish();
    int[] positions = Arrays.copyOf(keys.positions, keys.count);
    Arrays.sort(positions);
    return positions;
  }

  private void value() throws Malformed {
    switch (in.peek()) {
      case '{' -> object();
      case '[' -> array();
      default -> in.skip();
    }
  }

  private void object() throws Malformed {
    in.open();
    if (in.isEmpty('}')) {
      return;
    }
    Map<String, Integer> latest = new HashMap<>();
    do {
      in.peek();
      int position = in.position();
      in.take('"');
      WireBuffer key = in.unescaped();
      // One character for each byte: keys that are not UTF-8 stay apart.
      String name = new String(key.bytes, 0, key.size, StandardCharsets.ISO_8859_1);
      Integer earlier = latest.put(name, position);
      if (earlier != null) {
        add(earlier);
      }
      in.take(':');
      value();
    } while (in.another('}'));
  }

  private void array() throws Malformed {
    in.open();
    if (in.isEmpty(']')) {
      return;
    }
    do {
      value();
    } while (in.another(']'));
  }

  private void add(int position) {
    if (count == positions.length) {
      positions = Arrays.copyOf(positions, 2 * count);
    }
    positions[count++] = position;
  }
}
