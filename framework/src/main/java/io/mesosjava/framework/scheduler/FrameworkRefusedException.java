package io.mesosjava.framework.scheduler;

/**
 * The master sent ERROR: it does not take the framework as it is, for example because of a role
 * that is none, or because it is not allowed. The message is the master's.
 */
public final class FrameworkRefusedException extends SchedulerSessionException {

  private static final long serialVersionUID = 1L;

  FrameworkRefusedException(String message) {
    super(message, null);
  }
}
