/** Typed clients of the Mesos v1 HTTP APIs. */
module io.mesosjava.client {
  requires transitive io.mesosjava.protocol;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.compression;
  requires io.netty.codec.http;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.transport;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.mesosjava.client;
}
