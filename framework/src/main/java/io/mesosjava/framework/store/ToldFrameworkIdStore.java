package io.mesosjava.framework.store;

import io.mesosjava.v1.FrameworkID;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** A store that tells what was loaded and saved. */
final class ToldFrameworkIdStore implements FrameworkIdStore {

  private final FrameworkIdStore store;
  private final Consumer<Optional<FrameworkID>> onLoad;
  private final Consumer<Optional<FrameworkID>> onSave;

  ToldFrameworkIdStore(
      FrameworkIdStore store,
      Consumer<Optional<FrameworkID>> onLoad,
      Consumer<Optional<FrameworkID>> onSave) {
    this.store = store;
    this.onLoad = Objects.requireNonNull(onLoad, "listener");
    this.onSave = Objects.requireNonNull(onSave, "listener");
  }

  @Override
  public Optional<FrameworkID> load() throws IOException {
    Optional<FrameworkID> id = store.load();
    onLoad.accept(id);
    return id;
  }

  @Override
  public void save(FrameworkID id) throws IOException {
    store.save(id);
    onSave.accept(Optional.of(id));
  }

  @Override
  public void clear() throws IOException {
    store.clear();
    onSave.accept(Optional.empty());
  }

  @Override
  public String toString() {
    return store.toString();
  }
}
