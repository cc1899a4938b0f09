package io.mesosjava.framework.executor;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when it should have ended by itself. It has a thread of its own, so that nothing
 * that hangs can hinder it, and waits as soon as it is armed, whatever the driver does.
 */
final class GraceWatch {

  /** As Mesos' own library for executors. */
  static final int STATUS = 255;

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorDriver.class);

  private final String name;
  private final Duration grace;
  private final HostProcess process;
  private final AtomicBoolean armed = new AtomicBoolean();

  GraceWatch(String name, Duration grace, HostProcess process) {
    this.name = name;
    this.grace = grace;
    this.process = process;
  }

  /** The grace period begins now; false if it has begun before. */
  boolean arm() {
    if (!armed.compareAndSet(false, true)) {
      return false;
    }
    Thread thread = new Thread(this::run, name + "-grace");
    thread.setDaemon(true); // a process that ends in time is not held up
    thread.start();
    return true;
  }

  boolean isArmed() {
    return armed.get();
  }

  private void run() {
    try {
      TimeUnit.NANOSECONDS.sleep(grace.toNanos());
    } catch (InterruptedException e) {
      LOG.warn("{}: interrupted in the grace period, which ends now", name);
    }
    LOG.error("{}: not ended within {} after SHUTDOWN: ends by force", name, grace);
    process.halt(STATUS);
  }
}
