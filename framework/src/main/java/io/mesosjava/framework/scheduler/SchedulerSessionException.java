package io.mesosjava.framework.scheduler;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A session has ended, because trying again would not help. */
public abstract sealed class SchedulerSessionException extends IOException
    permits FrameworkRefusedException,
        FrameworkRemovedException,
        FrameworkFailedOverException,
        FrameworkIdStoreException {

  private static final long serialVersionUID = 1L;

  SchedulerSessionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
