package io.mesosjava.framework.offer;

/** Which agent is taken where several would do. */
public enum Packing {
  /** The first that will do, in the order given: the fastest. */
  FIRST,
  /** The one that is fullest afterwards, by cpus and mem: agents are filled one after another. */
  TIGHTEST,
  /** The one that is emptiest afterwards, by cpus and mem: tasks are spread. */
  EMPTIEST
}
