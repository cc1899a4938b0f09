package io.mesosjava.attributes;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes that are written {@code [:name:]}, and inverted {@code [:^name:]}. */
final class PosixClasses {

  private static final Map<String, CharSet> CLASSES =
      Map.ofEntries(
          Map.entry("alnum", new CharSet().add('0', '9').add('A', 'Z').add('a', 'z')),
          Map.entry("alpha", new CharSet().add('A', 'Z').add('a', 'z')),
          Map.entry("ascii", new CharSet().add(0, 127)),
          Map.entry("blank", new CharSet().add('\t', '\t').add(' ', ' ')),
          Map.entry("cntrl", new CharSet().add(0, 31).add(127, 127)),
          Map.entry("digit", CharSet.DIGIT),
          Map.entry("graph", new CharSet().add('!', '~')),
          Map.entry("lower", new CharSet().add('a', 'z')),
          Map.entry("print", new CharSet().add(' ', '~')),
          Map.entry("punct", new CharSet().add('!', '/').add(':', '@').add('[', '`').add('{', '~')),
          Map.entry("space", new CharSet().add('\t', '\r').add(' ', ' ')),
          Map.entry("upper", new CharSet().add('A', 'Z')),
          Map.entry("word", CharSet.WORD),
          Map.entry("xdigit", new CharSet().add('0', '9').add('A', 'F').add('a', 'f')));

  private PosixClasses() {}

  /** The class written {@code name}, with brackets and colons; null if there is none. */
  static @Nullable CharSet get(String name) {
    boolean inverted = name.startsWith("[:^");
    CharSet set = CLASSES.get(name.substring(inverted ? 3 : 2, name.length() - 2));
    return set == null || !inverted ? set : set.inverse();
  }
}
