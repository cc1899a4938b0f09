package io.mesosjava.framework.session;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a queue has to know of its events to reorder them at the last moment.
 *
 * @param <E> the events
 */
public interface Sorting<E> {

  /**
   * Whether the event offers something that can be withdrawn while it is queued: only such events
   * are overtaken or withdrawn.
   */
  boolean isOffering(E event);

  /** Whether the event may overtake those that {@linkplain #isOffering offer}. */
  boolean isUrgent(E event);

  /** The names of what the event offers. */
  Collection<?> offered(E event);

  /** The event without what is named {@code name}; null if nothing is left. */
  @Nullable E without(E event, Object name);

  /** Events that keep their order and are never withdrawn. */
  static <E> Sorting<E> none() {
    return new Sorting<>() {
      @Override
      public boolean isOffering(E event) {
        return false;
      }

      @Override
      public boolean isUrgent(E event) {
        return false;
      }

      @Override
      public Collection<?> offered(E event) {
        return List.of();
      }

      @Override
      public E without(E event, Object name) {
        return event;
      }
    };
  }
}
