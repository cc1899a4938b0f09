package io.mesosjava.testkit.replay;

import static java.util.Map.entry;

import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The messages that recordings name. */
final class Messages {

  static final Charset ASCII = StandardCharsets.US_ASCII;
  static final Charset LATIN = StandardCharsets.ISO_8859_1;

  private static final Map<String, Message> PROTOTYPES =
      Map.ofEntries(
          entry("mesos.v1.scheduler.Call", io.mesosjava.v1.scheduler.Call.getDefaultInstance()),
          entry("mesos.v1.scheduler.Event", io.mesosjava.v1.scheduler.Event.getDefaultInstance()),
          entry("mesos.v1.master.Call", io.mesosjava.v1.master.Call.getDefaultInstance()),
          entry("mesos.v1.master.Event", io.mesosjava.v1.master.Event.getDefaultInstance()),
          entry("mesos.v1.master.Response", io.mesosjava.v1.master.Response.getDefaultInstance()),
          entry("mesos.v1.executor.Call", io.mesosjava.v1.executor.Call.getDefaultInstance()),
          entry("mesos.v1.executor.Event", io.mesosjava.v1.executor.Event.getDefaultInstance()),
          entry("mesos.v1.agent.Call", io.mesosjava.v1.agent.Call.getDefaultInstance()),
          entry("mesos.v1.agent.Response", io.mesosjava.v1.agent.Response.getDefaultInstance()),
          entry("mesos.v1.agent.ProcessIO", io.mesosjava.v1.agent.ProcessIO.getDefaultInstance()));

  private Messages() {}

  static Message prototype(String name) {
    Message prototype = PROTOTYPES.get(name);
    if (prototype == null) {
      throw new IllegalArgumentException("unknown message: " + name);
    }
    return prototype;
  }

  /** Of the events of an exchange's stream, which may have had none. */
  static Message ofEvents(RecordedExchange exchange) {
    return exchange.events().isEmpty()
        ? io.mesosjava.v1.agent.ProcessIO.getDefaultInstance()
        : exchange.events().get(0).message().getDefaultInstanceForType();
  }

  static Codec codec(String mediaType) {
    return mediaType.equals("application/x-protobuf") ? Codec.protobuf() : Codec.json();
  }
}
