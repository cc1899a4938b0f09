/** Managed sessions with Mesos, for the authors of frameworks. */
module io.mesosjava.framework {
  requires transitive io.mesosjava.client;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.mesosjava.framework;
  exports io.mesosjava.framework.offer;
  exports io.mesosjava.framework.executor;
  exports io.mesosjava.framework.rule;
  exports io.mesosjava.framework.task;
  exports io.mesosjava.framework.scheduler;
  exports io.mesosjava.framework.store;
}
