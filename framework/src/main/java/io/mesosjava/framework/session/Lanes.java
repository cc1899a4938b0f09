package io.mesosjava.framework.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events in their order, of which offers can be withdrawn and overtaken. Not safe for use by
 * several threads.
 *
 * <p>Offers stand in a lane of their own. The lanes are merged by the events' numbers when an event
 * is taken; an urgent one at the head of its lane goes before older offers.
 */
final class Lanes<E> {

  /** An event in its place; without one if all it offered was withdrawn. */
  private static final class Place<E> {
    final long number;
    @Nullable E event;

    Place(long number, E event) {
      this.number = number;
      this.event = event;
    }
  }

  private final Sorting<E> sorting;
  private final Deque<Place<E>> offers = new ArrayDeque<>();
  private final Deque<Place<E>> others = new ArrayDeque<>();
  private final Map<Object, Place<E>> offered = new HashMap<>();
  private long count;
  private int size;

  Lanes(Sorting<E> sorting) {
    this.sorting = sorting;
  }

  int size() {
    return size;
  }

  void add(E event) {
    Place<E> place = new Place<>(count++, event);
    if (sorting.isOffering(event)) {
      offers.add(place);
      sorting.offered(event).forEach(name -> offered.put(name, place));
    } else {
      others.add(place);
    }
    size++;
  }

  /** Whether the next event offers something. */
  boolean isOfferNext() {
    Place<E> offer = offers.peek();
    Place<E> other = others.peek();
    return offer != null && (other == null || !goesBefore(other, offer));
  }

  /** The next event, which is taken out; null if there is none. */
  @Nullable E poll() {
    Place<E> offer = offers.peek();
    Place<E> other = others.peek();
    if (offer == null && other == null) {
      return null;
    }
    size--;
    if (offer != null && (other == null || !goesBefore(other, offer))) {
      offers.remove();
      E event = present(offer);
      sorting.offered(event).forEach(name -> offered.remove(name, offer));
      dropWithdrawn();
      return event;
    }
    others.remove();
    return other == null ? null : present(other);
  }

  private boolean goesBefore(Place<E> other, Place<E> offer) {
    return other.number < offer.number || sorting.isUrgent(present(other));
  }

  private static <E> E present(Place<E> place) {
    E event = place.event;
    if (event == null) {
      throw new IllegalStateException("place " + place.number + " is empty");
    }
    return event;
  }

  /** Takes out what is named {@code name}, if it is offered here. */
  boolean withdraw(Object name) {
    Place<E> place = offered.remove(name);
    if (place == null) {
      return false;
    }
    E rest = sorting.without(present(place), name);
    place.event = rest;
    if (rest == null) {
      size--;
      dropWithdrawn();
    }
    return true;
  }

  /** Takes out all that is offered; the number of events that were. */
  int withdrawAll() {
    int events = (int) offers.stream().filter(place -> place.event != null).count();
    offers.clear();
    offered.clear();
    size -= events;
    return events;
  }

  void clear() {
    withdrawAll();
    others.clear();
    size = 0;
  }

  /** The head of the lane is always an event. */
  private void dropWithdrawn() {
    Place<E> head = offers.peek();
    while (head != null && head.event == null) {
      offers.remove();
      head = offers.peek();
    }
  }
}
