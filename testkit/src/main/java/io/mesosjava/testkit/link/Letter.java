package io.mesosjava.testkit.link;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way, for those who decide what becomes of it.
 *
 * @param message the name of the link's method, for example {@code statusUpdate}
 * @param contents the method's arguments
 */
public record Letter(String message, List<@Nullable Object> contents) {

  static Letter of(String message, @Nullable Object... contents) {
    return new Letter(message, Collections.unmodifiableList(Arrays.asList(contents)));
  }

  /** The first of the contents that is of {@code type}. */
  public <T> Optional<T> find(Class<T> type) {
    return contents.stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}
