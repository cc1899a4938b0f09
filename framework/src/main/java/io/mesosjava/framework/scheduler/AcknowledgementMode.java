package io.mesosjava.framework.scheduler;

/** Who acknowledges updates of tasks and operations. */
public enum AcknowledgementMode {
  /**
   * The session: when the handler has returned; for those who pull, when the thread that took the
   * update asks for the next event. An update whose handler throws, or whose thread does not come
   * back, is not acknowledged, and comes again.
   */
  AUTOMATIC,
  /** The user, with {@link Acknowledgement#send()}, when what the update means is safe. */
  EXPLICIT
}
