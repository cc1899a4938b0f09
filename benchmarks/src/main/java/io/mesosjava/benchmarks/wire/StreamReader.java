package io.mesosjava.benchmarks.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.mesosjava.v1.scheduler.Event;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads RecordIO as one writes it in an hour: a length, a line feed, so many bytes. */
final class StreamReader {

  private final InputStream in;
  private final boolean json;

  StreamReader(InputStream in, boolean json) {
    this.in = in;
    this.json = json;
  }

  void events(Contender.Sink sink) throws Exception {
    int length;
    while ((length = length()) >= 0) {
      byte[] record = in.readNBytes(length);
      if (record.length < length) {
        throw new EOFException("the stream ended inside a record");
      }
      sink.event(json ? json(record) : Event.parseFrom(record));
    }
  }

  private int length() throws IOException {
    int length = 0;
    int read = in.read();
    if (read < 0) {
      return -1;
    }
    while (read != '\n') {
      length = length * 10 + read - '0';
      read = in.read();
    }
    return length;
  }

  private static Event json(byte[] record) throws InvalidProtocolBufferException {
    Event.Builder event = Event.newBuilder();
    JsonFormat.parser()
        .ignoringUnknownFields()
        .merge(new String(record, StandardCharsets.UTF_8), event);
    return event.build();
  }
}
