package io.mesosjava.testkit.replay;

import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.MessageDecoder;
import io.mesosjava.recordio.RecordDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One request and what came of it.
 *
 * @param ms when it was sent, counted from the scenario's start
 * @param connection the name of the connection that it was sent on
 * @param codec of the request
 * @param call the request's message
 * @param response as recorded
 * @param answer the response's message, if it is one and not a stream
 * @param events what the stream carried, if the response is one
 * @param end when and how it ended
 */
record RecordedExchange(
    int n,
    long ms,
    String connection,
    String description,
    HttpBytes request,
    Codec codec,
    Message call,
    HttpBytes response,
    @Nullable Message answer,
    List<RecordedEvent> events,
    End end) {

  /**
   * A record of a stream.
   *
   * @param ms when its last byte had come
   */
  record RecordedEvent(long ms, Message message) {}

  /** The last of an exchange: {@code how} in the words of the manifest. */
  record End(long ms, String how) {

    boolean byServer() {
      return how.startsWith("complete");
    }
  }

  static RecordedExchange read(Path folder, Json entry) throws IOException {
    HttpBytes request =
        HttpBytes.of(Files.readAllBytes(folder.resolve(entry.get("request").text())));
    byte[] responseBytes = Files.readAllBytes(folder.resolve(entry.get("response").text()));
    HttpBytes response = HttpBytes.of(responseBytes);
    Codec codec = Messages.codec(request.headers().getOrDefault("content-type", ""));
    Message prototype = Messages.prototype(entry.get("request_message").text());
    Message call = codec.decoder(prototype).decode(request.body());
    boolean stream = response.headers().containsKey("transfer-encoding");
    return new RecordedExchange(
        (int) entry.get("n").number(),
        entry.get("ms").number(),
        entry.get("connection").text(),
        entry.get("description").text(),
        request,
        codec,
        call,
        response,
        stream ? null : answer(entry, response),
        stream ? events(folder, entry, responseBytes, response) : List.of(),
        new End(entry.get("end").get("ms").number(), entry.get("end").get("how").text()));
  }

  private static @Nullable Message answer(Json entry, HttpBytes response) throws IOException {
    String type = response.headers().getOrDefault("content-type", "");
    if (entry.get("response_message").isNull() || type.startsWith("text/")) {
      return null;
    }
    byte[] body = unpacked(response);
    Message prototype = Messages.prototype(entry.get("response_message").text());
    return body.length == 0 ? null : Messages.codec(type).decoder(prototype).decode(body);
  }

  static byte[] unpacked(HttpBytes response) throws IOException {
    if (!response.headers().getOrDefault("content-encoding", "").equals("gzip")) {
      return response.body();
    }
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      return gzip.readAllBytes();
    }
  }

  boolean isStream() {
    return response.headers().containsKey("transfer-encoding");
  }

  private static List<RecordedEvent> events(
      Path folder, Json entry, byte[] responseBytes, HttpBytes response) throws IOException {
    Codec codec = Messages.codec(response.headers().getOrDefault("content-type", ""));
    MessageDecoder<Message> decoder =
        codec.decoder(Messages.prototype(entry.get("response_message").text()));
    byte[] body = Files.readAllBytes(folder.resolve(entry.get("body").text()));
    List<Long> times = times(entry, response.headLength(responseBytes.length), response.body());
    List<RecordedEvent> events = new ArrayList<>();
    RecordDecoder records = new RecordDecoder();
    ByteBuffer chunk = ByteBuffer.wrap(body);
    byte[] record;
    while ((record = records.next(chunk)) != null) {
      events.add(new RecordedEvent(times.get(events.size()), decoder.decode(record)));
    }
    return events;
  }

  /** When each chunk of the body was complete; a Mesos sends one record per chunk. */
  private static List<Long> times(Json entry, int bodyStart, byte[] chunked) {
    List<Long> times = new ArrayList<>();
    int at = 0;
    while (at < chunked.length) {
      int line = at;
      while (chunked[line] != '\r') {
        line++;
      }
      int size = Integer.parseInt(new String(chunked, at, line - at, Messages.ASCII), 16);
      if (size == 0) {
        break;
      }
      at = line + 2 + size + 2;
      times.add(whenRead(entry, bodyStart + at));
    }
    return times;
  }

  private static long whenRead(Json entry, int offset) {
    for (Json read : entry.get("response_chunks").items()) {
      if (read.get("offset").number() + read.get("length").number() >= offset) {
        return read.get("ms").number();
      }
    }
    throw new IllegalArgumentException("byte " + offset + " was never read");
  }
}
