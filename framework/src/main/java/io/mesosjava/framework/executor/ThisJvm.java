package io.mesosjava.framework.executor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process that this code runs in. */
enum ThisJvm implements HostProcess {
  INSTANCE;

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorDriver.class);

  @Override
  public void halt(int status) {
    try {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    } finally {
      Runtime.getRuntime().halt(status);
    }
  }

  @Override
  public Runnable beforeExit(Runnable action) {
    Thread hook = new Thread(action, "mesos-executor-exit");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("the process is ending already", e);
      action.run();
    }
    return () -> remove(hook);
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("the process is ending: the hook is at work", e);
    }
  }
}
