package io.mesosjava.testkit.master;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was put in first when it holds too much. */
final class Bounded<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  private final int limit;

  Bounded(int limit) {
    this.limit = limit;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > limit;
  }
}
