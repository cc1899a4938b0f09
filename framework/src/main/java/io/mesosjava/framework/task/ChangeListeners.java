package io.mesosjava.framework.task;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who is told of changes. Safe for use by any number of threads. */
final class ChangeListeners {

  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

  /** Adds {@code listener}; what is returned removes it. */
  Runnable add(Consumer<? super Change> listener) {
    Objects.requireNonNull(listener, "listener");
    Consumer<Change> own = listener::accept;
    listeners.add(own);
    return () -> listeners.remove(own);
  }

  /** Tells all of them; then throws what the first of them that failed threw. */
  void tell(Change change) {
    RuntimeException first = null;
    for (Consumer<Change> listener : listeners) {
      try {
        listener.accept(change);
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else if (first != e) {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
