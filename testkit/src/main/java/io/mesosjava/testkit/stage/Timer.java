package io.mesosjava.testkit.stage;

/** An event to come. */
public interface Timer {

  /** Makes sure that the event does not run, unless it has begun. Repeating this does nothing. */
  void cancel();
}
