package io.mesosjava.testkit.replay;

import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The messages that recordings name. */
final class Messages {

  static final Charset ASCII = StandardCharsets.US_ASCII;

  private static final Map<String, Message> PROTOTYPES =
      Map.of(
          "mesos.v1.scheduler.Call", io.mesosjava.v1.scheduler.Call.getDefaultInstance(),
          "mesos.v1.scheduler.Event", io.mesosjava.v1.scheduler.Event.getDefaultInstance(),
          "mesos.v1.master.Call", io.mesosjava.v1.master.Call.getDefaultInstance(),
          "mesos.v1.master.Event", io.mesosjava.v1.master.Event.getDefaultInstance(),
          "mesos.v1.master.Response", io.mesosjava.v1.master.Response.getDefaultInstance());

  private Messages() {}

  static Message prototype(String name) {
    Message prototype = PROTOTYPES.get(name);
    if (prototype == null) {
      throw new IllegalArgumentException("unknown message: " + name);
    }
    return prototype;
  }

  static Codec codec(String mediaType) {
    return mediaType.equals("application/x-protobuf") ? Codec.protobuf() : Codec.json();
  }
}
