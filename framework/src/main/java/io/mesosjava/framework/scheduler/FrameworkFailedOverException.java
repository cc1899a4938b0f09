package io.mesosjava.framework.scheduler;

import io.mesosjava.v1.FrameworkID;

/** Another scheduler has subscribed under the framework's id; it goes on, this one must not. */
public final class FrameworkFailedOverException extends SchedulerSessionException {

  private static final long serialVersionUID = 1L;

  FrameworkFailedOverException(FrameworkID id) {
    super("another scheduler has subscribed as framework " + id.getValue(), null);
  }
}
