package io.mesosjava.framework.executor;

/** What an executor does to the process that it runs in. Implementations are thread-safe. */
public interface HostProcess {

  /**
   * Ends the process at once and does not return: no user code may hinder it. What the process has
   * started ends with it.
   */
  void halt(int status);

  /**
   * Runs {@code action} when the process is about to end in an orderly way, unless the action is
   * taken back before.
   *
   * @return takes the action back
   */
  Runnable beforeExit(Runnable action);

  /** This virtual machine: {@link Runtime#halt} and shutdown hooks. */
  static HostProcess thisJvm() {
    return ThisJvm.INSTANCE;
  }
}
