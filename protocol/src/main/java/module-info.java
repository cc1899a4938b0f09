/**
 * RecordIO, codecs and the resource algebra of the Mesos v1 API: functions of bytes and messages,
 * without I/O, threads or logging.
 */
module io.mesosjava.protocol {
  requires transitive io.mesosjava.messages;
  requires static transitive org.jspecify;

  exports io.mesosjava;
  exports io.mesosjava.attributes;
  exports io.mesosjava.codec;
  exports io.mesosjava.recordio;
  exports io.mesosjava.resources;
  exports io.mesosjava.roles;
  exports io.mesosjava.values;
}
