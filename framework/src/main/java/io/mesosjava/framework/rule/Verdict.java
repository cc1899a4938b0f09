package io.mesosjava.framework.rule;

/** What became of an event that rules were applied to. */
public enum Verdict {
  /** The handler has had it. */
  HANDLED,
  /** A rule kept it from the handler, on purpose. */
  DROPPED
}
