package io.mesosjava.testkit.master;

import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.http.RecordStream;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An open subscription: encodes events and keeps the heart beating. */
final class EventStream {

  private final Stage stage;
  private final Codec codec;
  private final RecordStream records;
  private final String id;
  private @Nullable Timer heartbeat;

  EventStream(Stage stage, Codec codec, RecordStream records, String id) {
    this.stage = stage;
    this.codec = codec;
    this.records = records;
    this.id = id;
  }

  /** What the client must show with every call; empty for streams without calls. */
  String id() {
    return id;
  }

  void send(Message event) {
    records.write(codec.encode(event));
  }

  /** Sends {@code beat} now and then every {@code interval}. */
  void beat(Message beat, Duration interval) {
    records.heartbeat(codec.encode(beat));
    heartbeat = stage.schedule(interval, () -> beat(beat, interval));
  }

  void whenGone(Runnable event) {
    records.whenGone(event);
  }

  /** Silences the heart; nothing more is to be sent. */
  void stop() {
    if (heartbeat != null) {
      heartbeat.cancel();
    }
  }

  /** Ends the stream from this side. */
  void close() {
    stop();
    records.close();
  }
}
