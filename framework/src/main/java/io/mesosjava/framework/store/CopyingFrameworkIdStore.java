package io.mesosjava.framework.store;

import io.mesosjava.v1.FrameworkID;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/** A store and its copy. */
final class CopyingFrameworkIdStore implements FrameworkIdStore {

  private final FrameworkIdStore store;
  private final FrameworkIdStore copy;

  CopyingFrameworkIdStore(FrameworkIdStore store, FrameworkIdStore copy) {
    this.store = store;
    this.copy = Objects.requireNonNull(copy, "copy");
  }

  @Override
  public Optional<FrameworkID> load() throws IOException {
    Optional<FrameworkID> id = store.load();
    return id.isPresent() ? id : copy.load();
  }

  @Override
  public void save(FrameworkID id) throws IOException {
    copy.save(id);
    store.save(id);
  }

  @Override
  public void clear() throws IOException {
    copy.clear();
    store.clear();
  }

  @Override
  public String toString() {
    return store + " with copy " + copy;
  }
}
