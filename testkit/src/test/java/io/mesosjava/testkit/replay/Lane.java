package io.mesosjava.testkit.replay;

import com.google.protobuf.Message;
import io.mesosjava.v1.scheduler.Event;

/**
 * Events keep their order if one follows from the other: heartbeats among themselves, and all
 * others. That of a heartbeat and anything else is chance, in Mesos too.
 */
final class Lane {

  private Lane() {}

  static String of(Message message) {
    boolean heartbeat = message instanceof Event event && event.getType() == Event.Type.HEARTBEAT;
    return heartbeat ? "HEARTBEAT" : "events";
  }
}
