package io.mesosjava.testkit.agent;

import io.mesosjava.v1.ExecutorInfo;

/** Who leads the tasks of an executor. */
enum ExecutorKind {
  /** This agent: it made the executor up for a task that is a command. */
  COMMAND,
  /** This agent, in the place of Mesos' default executor, for groups of tasks. */
  DEFAULT,
  /** A program of the framework, which speaks the executor API. */
  CUSTOM;

  /** The kind of an executor that a framework has described. */
  static ExecutorKind of(ExecutorInfo executor) {
    return executor.getType() == ExecutorInfo.Type.DEFAULT ? DEFAULT : CUSTOM;
  }
}
