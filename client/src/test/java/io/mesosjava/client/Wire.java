package io.mesosjava.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.scheduler.Event;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Messages and bytes that tests send, made without the code under test. */
final class Wire {

  static final String STREAM_ID = "f56fe7a6-681f-4631-a5d5-3c49ab0e8b33";

  static final FrameworkID FRAMEWORK_ID = FrameworkID.newBuilder().setValue("F-0000").build();

  /** A container in another one. */
  static final ContainerID NESTED =
      ContainerID.newBuilder()
          .setValue("child")
          .setParent(ContainerID.newBuilder().setValue("parent"))
          .build();

  static final FrameworkInfo FRAMEWORK =
      FrameworkInfo.newBuilder().setUser("root").setName("test").build();

  static final Event SUBSCRIBED =
      Event.newBuilder()
          .setType(Event.Type.SUBSCRIBED)
          .setSubscribed(
              Event.Subscribed.newBuilder()
                  .setFrameworkId(FRAMEWORK_ID)
                  .setHeartbeatIntervalSeconds(15))
          .build();

  static final Event HEARTBEAT = Event.newBuilder().setType(Event.Type.HEARTBEAT).build();

  static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private Wire() {}

  static String streamHead(String streamId) {
    return lines(
        "HTTP/1.1 200 OK",
        "Date: Sun, 22 Nov 2026 21:08:59 GMT",
        "Transfer-Encoding: chunked",
        "Mesos-Stream-Id: " + streamId,
        "Content-Type: application/x-protobuf",
        "");
  }

  /** A head, or a whole response whose last lines are its body. */
  static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  static byte[] record(Message message) {
    return record(message.toByteArray());
  }

  static byte[] record(byte[] bytes) {
    return join((bytes.length + "\n").getBytes(StandardCharsets.US_ASCII), bytes);
  }

  /** The record that {@code framed} is, with its length before it. */
  static byte[] recordOf(byte[] framed) {
    int newline = 0;
    while (framed[newline] != '\n') {
      newline++;
    }
    return Arrays.copyOfRange(framed, newline + 1, framed.length);
  }

  static byte[] chunk(byte[] bytes) {
    byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    return join(size, bytes, new byte[] {'\r', '\n'});
  }

  /** An event as Mesos sends it: one record in one chunk. */
  static byte[] event(Event event) {
    return chunk(record(event));
  }

  static byte[] events(Event... events) {
    byte[][] parts = new byte[events.length][];
    for (int i = 0; i < events.length; i++) {
      parts[i] = event(events[i]);
    }
    return join(parts);
  }

  /** A MESSAGE event that can be told from others by its number. */
  static Event message(int number) {
    Event.Message.Builder message =
        Event.Message.newBuilder().setData(ByteString.copyFromUtf8(Integer.toString(number)));
    message.getAgentIdBuilder().setValue("S0");
    message.getExecutorIdBuilder().setValue("E0");
    return Event.newBuilder().setType(Event.Type.MESSAGE).setMessage(message).build();
  }

  static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] joined = new byte[length];
    int offset = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, offset, part.length);
      offset += part.length;
    }
    return joined;
  }
}
