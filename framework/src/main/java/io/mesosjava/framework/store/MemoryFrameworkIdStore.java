package io.mesosjava.framework.store;

import io.mesosjava.v1.FrameworkID;
import java.util.Objects;
import java.util.Optional;

/** Keeps the id for as long as the store is there. Safe for use by several threads. */
final class MemoryFrameworkIdStore implements FrameworkIdStore {

  private volatile Optional<FrameworkID> saved = Optional.empty();

  @Override
  public Optional<FrameworkID> load() {
    return saved;
  }

  @Override
  public void save(FrameworkID id) {
    saved = Optional.of(Objects.requireNonNull(id, "id"));
  }

  @Override
  public void clear() {
    saved = Optional.empty();
  }

  @Override
  public String toString() {
    return "FrameworkIdStore[in memory]";
  }
}
