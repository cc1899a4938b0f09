package io.mesosjava.framework.scheduler;

import io.mesosjava.framework.store.FrameworkIdStore;

/**
 * The framework's id could not be loaded or saved; the cause says why. To go on would mean to
 * register as another framework, now or after the next start.
 */
public final class FrameworkIdStoreException extends SchedulerSessionException {

  private static final long serialVersionUID = 1L;

  FrameworkIdStoreException(FrameworkIdStore store, Exception cause) {
    super(store + ": " + cause.getMessage(), cause);
  }
}
