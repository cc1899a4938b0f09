/**
 * An embedded Mesos cluster for tests: masters and agents in this JVM, real HTTP on loopback, tasks
 * that are real processes.
 */
module io.mesosjava.testkit {
  requires transitive io.mesosjava.protocol;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.transport;
  requires org.slf4j;
  requires static transitive org.jspecify;
  requires static org.junit.jupiter.api;
  requires static org.junit.platform.commons;

  exports io.mesosjava.testkit;
  exports io.mesosjava.testkit.junit;
}
