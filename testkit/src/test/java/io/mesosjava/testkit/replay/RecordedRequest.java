package io.mesosjava.testkit.replay;

import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.recordio.RecordDecoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a recorded request, of several when they were written at once, or of none when they
 * were written with an earlier one.
 *
 * @param ms when it was sent
 * @param prototype of the message in its body, if there is one
 * @param cuts where each of its writes began, if there were several
 */
record RecordedRequest(long ms, byte[] bytes, @Nullable Message prototype, List<Cut> cuts) {

  /** A write that began at {@code offset}. */
  record Cut(long ms, int offset) {}

  /** What is to be written, and when. */
  record Write(long ms, byte[] bytes) {}

  /** What of this run stands in the place of what was recorded. */
  interface Rewriting {
    Message message(Message recorded);

    String text(String recorded);
  }

  /** A piece of the request that is written at once, and where it began when it was recorded. */
  private record Part(int offset, byte[] bytes) {}

  static RecordedRequest read(byte[] bytes, Json entry) {
    List<Cut> cuts = new ArrayList<>();
    for (Json write : entry.get("request_writes").items()) {
      cuts.add(new Cut(write.get("ms").number(), (int) write.get("offset").number()));
    }
    Json name = entry.get("request_message");
    Message prototype = name.isNull() ? null : Messages.prototype(name.text());
    return new RecordedRequest(entry.get("ms").number(), bytes, prototype, cuts);
  }

  /** Whether it is HTTP at all. */
  boolean isHttp() {
    return indexOf("HTTP/1.1\r\n", 0) > 0;
  }

  /** The message of the first request; null if that has none. */
  @Nullable Message call() throws IOException {
    if (prototype == null || !isHttp()) {
      return null;
    }
    HttpBytes first = request(0);
    byte[] body = first.body();
    if (isChunked(first)) {
      body = dechunked(first);
    }
    if (isRecordIo(first)) {
      body = new RecordDecoder().next(ByteBuffer.wrap(body));
    }
    if (isGzip(first)) {
      body = gunzip(body);
    }
    return body == null || body.length == 0 ? null : codec(first).decoder(prototype).decode(body);
  }

  List<Write> writes(Rewriting rewriting) throws IOException {
    if (bytes.length == 0) {
      return List.of();
    }
    if (!isHttp()) {
      return List.of(new Write(ms, bytes));
    }
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      HttpBytes one = request(at);
      int head = indexOf("\r\n\r\n", at) + 4;
      if (isChunked(one)) {
        parts.add(new Part(at, head(one, rewriting, -1)));
        parts.addAll(chunks(one, head, rewriting));
        at = bytes.length;
      } else {
        byte[] body = body(one, one.body(), rewriting);
        parts.add(new Part(at, concat(head(one, rewriting, body.length), body)));
        at = head + one.body().length;
      }
    }
    return cuts.isEmpty() ? List.of(new Write(ms, joined(parts))) : cut(parts);
  }

  private List<Write> cut(List<Part> parts) {
    List<Write> writes = new ArrayList<>();
    if (parts.size() == 1) {
      byte[] whole = parts.get(0).bytes();
      for (int i = 0; i < cuts.size(); i++) {
        int from = whole.length * i / cuts.size();
        int to = whole.length * (i + 1) / cuts.size();
        writes.add(new Write(cuts.get(i).ms(), Arrays.copyOfRange(whole, from, to)));
      }
      return writes;
    }
    for (int i = 0; i < cuts.size(); i++) {
      int from = cuts.get(i).offset();
      int to = i + 1 < cuts.size() ? cuts.get(i + 1).offset() : Integer.MAX_VALUE;
      List<Part> together =
          parts.stream().filter(part -> part.offset() >= from && part.offset() < to).toList();
      writes.add(new Write(cuts.get(i).ms(), joined(together)));
    }
    return writes;
  }

  private HttpBytes request(int from) {
    HttpBytes rest = HttpBytes.of(Arrays.copyOfRange(bytes, from, bytes.length));
    String length = rest.headers().get("content-length");
    byte[] body = rest.body();
    if (!isChunked(rest)) {
      body = Arrays.copyOf(body, length == null ? 0 : Integer.parseInt(length));
    }
    return new HttpBytes(rest.start(), rest.headers(), body);
  }

  private static byte[] head(HttpBytes request, Rewriting rewriting, int length) {
    StringBuilder head = new StringBuilder(request.start()).append("\r\n");
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      boolean counts = header.getKey().equals("content-length");
      String value = counts ? Integer.toString(length) : rewriting.text(header.getValue());
      head.append(header.getKey()).append(": ").append(value).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(Messages.ASCII);
  }

  private List<Part> chunks(HttpBytes request, int start, Rewriting rewriting) throws IOException {
    List<Integer> offsets = new ArrayList<>();
    List<byte[]> chunks = new ArrayList<>();
    int at = start;
    while (at < bytes.length) {
      int line = indexOf("\r\n", at);
      int size = Integer.parseInt(new String(bytes, at, line - at, Messages.ASCII), 16);
      offsets.add(at);
      chunks.add(Arrays.copyOfRange(bytes, line + 2, line + 2 + size));
      at = line + 2 + size + 2;
    }
    List<byte[]> rewritten =
        isRecordIo(request)
            ? records(request, chunks, rewriting)
            : split(request, chunks, rewriting);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < rewritten.size(); i++) {
      byte[] chunk = rewritten.get(i);
      byte[] size = (Integer.toHexString(chunk.length) + "\r\n").getBytes(Messages.ASCII);
      byte[] end = "\r\n".getBytes(Messages.ASCII);
      parts.add(new Part(offsets.get(i), concat(concat(size, chunk), end)));
    }
    return parts;
  }

  /** Each chunk is a record, and the last is empty. */
  private List<byte[]> records(HttpBytes request, List<byte[]> chunks, Rewriting rewriting)
      throws IOException {
    List<byte[]> rewritten = new ArrayList<>();
    for (byte[] chunk : chunks) {
      byte[] record = new RecordDecoder().next(ByteBuffer.wrap(chunk));
      if (record == null) {
        rewritten.add(chunk);
      } else {
        byte[] now = body(request, record, rewriting);
        rewritten.add(concat((now.length + "\n").getBytes(Messages.ASCII), now));
      }
    }
    return rewritten;
  }

  /** One message in as many chunks as it had; the last is empty. */
  private List<byte[]> split(HttpBytes request, List<byte[]> chunks, Rewriting rewriting)
      throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    chunks.forEach(whole::writeBytes);
    byte[] now = body(request, whole.toByteArray(), rewriting);
    int count = chunks.size() - 1;
    List<byte[]> rewritten = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rewritten.add(Arrays.copyOfRange(now, now.length * i / count, now.length * (i + 1) / count));
    }
    rewritten.add(new byte[0]);
    return rewritten;
  }

  private byte[] body(HttpBytes request, byte[] recorded, Rewriting rewriting) throws IOException {
    if (recorded.length == 0 || prototype == null) {
      return recorded;
    }
    Codec codec = codec(request);
    byte[] plain = isGzip(request) ? gunzip(recorded) : recorded;
    byte[] now = codec.encode(rewriting.message(codec.decoder(prototype).decode(plain)));
    return isGzip(request) ? gzip(now) : now;
  }

  private byte[] dechunked(HttpBytes request) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    byte[] body = request.body();
    int at = 0;
    while (at < body.length) {
      int line = at;
      while (body[line] != '\r') {
        line++;
      }
      int size = Integer.parseInt(new String(body, at, line - at, Messages.ASCII), 16);
      whole.write(body, line + 2, size);
      at = line + 2 + size + 2;
    }
    return whole.toByteArray();
  }

  private int indexOf(String text, int from) {
    return new String(bytes, Messages.LATIN).indexOf(text, from);
  }

  private static Codec codec(HttpBytes request) {
    String name = isRecordIo(request) ? "message-content-type" : "content-type";
    return Messages.codec(request.headers().getOrDefault(name, ""));
  }

  private static boolean isRecordIo(HttpBytes request) {
    return request.headers().getOrDefault("content-type", "").equals("application/recordio");
  }

  private static boolean isChunked(HttpBytes request) {
    return request.headers().containsKey("transfer-encoding");
  }

  private static boolean isGzip(HttpBytes request) {
    return request.headers().getOrDefault("content-encoding", "").equals("gzip");
  }

  static byte[] gunzip(byte[] packed) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return gzip.readAllBytes();
    }
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("to memory", e);
    }
    return packed.toByteArray();
  }

  private static byte[] joined(List<Part> parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    parts.forEach(part -> whole.writeBytes(part.bytes()));
    return whole.toByteArray();
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
