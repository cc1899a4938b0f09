package io.mesosjava.testkit.replay;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.MessageDecoder;
import io.mesosjava.recordio.RecordDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request and what came of it.
 *
 * @param ms when it was sent, counted from the scenario's start
 * @param connection the name of the connection that it was sent on
 * @param target who was asked
 * @param call the request's message, if it had one
 * @param response as recorded; null if none came
 * @param answer the response's message, if it is one and not a stream
 * @param events what the stream carried, if the response is one
 * @param end when and how it ended; null if it had not
 */
record RecordedExchange(
    int n,
    long ms,
    String connection,
    String target,
    String description,
    RecordedRequest request,
    @Nullable Message call,
    @Nullable HttpBytes response,
    @Nullable Message answer,
    List<RecordedEvent> events,
    @Nullable End end) {

  /**
   * A record of a stream.
   *
   * @param ms when its last byte had come
   */
  record RecordedEvent(long ms, Message message) {}

  /** The last of an exchange: {@code how} in the words of the manifest. */
  record End(long ms, String how) {

    boolean isComplete() {
      return how.startsWith("complete");
    }
  }

  static RecordedExchange read(Path folder, Json entry) throws IOException {
    RecordedRequest request =
        RecordedRequest.read(
            Files.readAllBytes(folder.resolve(entry.get("request").text())), entry);
    Json file = entry.get("response");
    byte[] bytes = file.isNull() ? new byte[0] : Files.readAllBytes(folder.resolve(file.text()));
    HttpBytes response = file.isNull() ? null : HttpBytes.of(bytes);
    Json end = entry.get("end");
    return new RecordedExchange(
        (int) entry.get("n").number(),
        entry.get("ms").number(),
        entry.get("connection").text(),
        entry.get("target").text(),
        entry.get("description").text(),
        request,
        request.bytes().length == 0 ? null : request.call(),
        response,
        response == null || isStream(response) ? null : answer(entry, response),
        response != null && isStream(response) ? events(folder, entry, bytes, response) : List.of(),
        end.isNull() ? null : new End(end.get("ms").number(), end.get("how").text()));
  }

  /** The codec of the response. */
  Codec codec() {
    return codec(requireNonNull(response, "response"));
  }

  private static Codec codec(HttpBytes response) {
    Map<String, String> headers = response.headers();
    String type = headers.getOrDefault("content-type", "");
    return Messages.codec(headers.getOrDefault("message-content-type", type));
  }

  private static @Nullable Message answer(Json entry, HttpBytes response) throws IOException {
    String type = response.headers().getOrDefault("content-type", "");
    if (entry.get("response_message").isNull() || type.isEmpty() || type.startsWith("text/")) {
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
    return RecordedRequest.gunzip(response.body());
  }

  boolean isStream() {
    return response != null && isStream(response);
  }

  /** Whether somebody was asked who had only just started: by chance, and asked again. */
  boolean isAskedTooSoon() {
    return description.contains("right after the start")
        || (target.startsWith("agent") && response != null && response.status() == 503);
  }

  /** Whether it was answered after something else had happened. */
  boolean isAnsweredLate() {
    return request.cuts().size() > 1;
  }

  private static boolean isStream(HttpBytes response) {
    return response.headers().containsKey("transfer-encoding");
  }

  private static List<RecordedEvent> events(
      Path folder, Json entry, byte[] responseBytes, HttpBytes response) throws IOException {
    MessageDecoder<Message> decoder =
        codec(response).decoder(Messages.prototype(entry.get("response_message").text()));
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
      String first = new String(chunked, at, line - at, Messages.ASCII);
      if (first.startsWith("HTTP/")) {
        // Mesos writes the answer to a call behind the stream right into the stream.
        at = new String(chunked, Messages.LATIN).indexOf("\r\n\r\n", at) + 4;
        continue;
      }
      int size = Integer.parseInt(first, 16);
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
