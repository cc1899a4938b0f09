package io.mesosjava.framework.store;

import io.mesosjava.v1.FrameworkID;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Persists the id of one framework. A scheduler that subscribes under the id it had before takes up
 * its tasks again; one that has lost its id is another framework.
 *
 * <p>A store that cannot tell throws: a session then ends, instead of registering anew. Methods are
 * called by one thread at a time, and may block.
 */
public interface FrameworkIdStore {

  /**
   * The id that was saved last; empty if none was, or it was cleared.
   *
   * @throws IOException if that cannot be told, or what is there is not an id
   */
  Optional<FrameworkID> load() throws IOException;

  /**
   * Saves {@code id} in place of the one before. It is safe when this returns.
   *
   * @throws IOException if that is not certain
   */
  void save(FrameworkID id) throws IOException;

  /** Forgets the id. */
  void clear() throws IOException;

  /** A store in memory, empty: the id lives as long as the store. */
  static FrameworkIdStore inMemory() {
    return new MemoryFrameworkIdStore();
  }

  /**
   * A store in {@code file}, which is replaced atomically and written to the disk; its directory
   * must exist.
   */
  static FrameworkIdStore inFile(Path file) {
    return new FileFrameworkIdStore(file);
  }

  /** This store, which tells {@code listener} every id it has loaded. */
  default FrameworkIdStore onLoad(Consumer<Optional<FrameworkID>> listener) {
    return new ToldFrameworkIdStore(this, listener, id -> {});
  }

  /**
   * This store, which tells {@code listener} every id it has saved, and empty when it is cleared.
   */
  default FrameworkIdStore onSave(Consumer<Optional<FrameworkID>> listener) {
    return new ToldFrameworkIdStore(this, id -> {}, listener);
  }

  /**
   * This store and a copy: ids are saved and cleared in {@code copy} first, and loaded from it when
   * this store has none.
   */
  default FrameworkIdStore withCopy(FrameworkIdStore copy) {
    return new CopyingFrameworkIdStore(this, copy);
  }
}
