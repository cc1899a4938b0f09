package io.mesosjava.framework.executor;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of an event that its handler could not handle. */
final class HandlerFailures {

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorDriver.class);

  private HandlerFailures() {}

  /** A task whose handling failed has failed; the others have nothing to do with it. */
  static void blame(ExecutorEvent event, Exception failure) throws Exception {
    List<ExecutorTask> concerned = concerned(event);
    if (concerned.isEmpty()) {
      throw failure;
    }
    concerned.forEach(task -> fail(task, failure));
  }

  static void fail(ExecutorTask task, Exception failure) {
    LOG.error("task {} fails: the executor's handler threw", task.id().getValue(), failure);
    task.failed("the executor's handler threw " + failure);
  }

  private static List<ExecutorTask> concerned(ExecutorEvent event) {
    if (event instanceof AgentEvent.Launch launch) {
      return List.of(launch.task());
    } else if (event instanceof AgentEvent.LaunchGroup group) {
      return group.tasks();
    } else if (event instanceof AgentEvent.Kill kill) {
      return List.of(kill.task());
    }
    return List.of();
  }
}
