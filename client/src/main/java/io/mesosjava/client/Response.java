package io.mesosjava.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An answer that is not a stream: what is kept of its head, and of its body. */
final class Response {

  /** What is kept of a body that only explains; the rest is read and dropped. */
  static final int MAX_BODY_BYTES = 1 << 14;

  private final int keptBytes;
  private final int status;
  private final String reason;
  private final @Nullable String contentType;
  private final @Nullable String location;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);

  Response(
      int keptBytes,
      int status,
      String reason,
      @Nullable String contentType,
      @Nullable String location) {
    this.keptBytes = keptBytes;
    this.status = status;
    this.reason = reason;
    this.contentType = contentType;
    this.location = location;
  }

  /** Keeps of {@code bytes} what there is room for; whether that is all of them. */
  boolean append(ByteBuffer bytes) {
    byte[] kept = new byte[Math.min(bytes.remaining(), keptBytes - body.size())];
    bytes.get(kept);
    body.writeBytes(kept);
    return !bytes.hasRemaining();
  }

  /** Whether nothing more of the body will be kept. */
  boolean isFull() {
    return body.size() == keptBytes;
  }

  int status() {
    return status;
  }

  @Nullable String location() {
    return location;
  }

  byte[] body() {
    return body.toByteArray();
  }

  /** Whether the body is announced as of {@code mediaType}. */
  boolean isOf(String mediaType) {
    return MediaType.matches(contentType, mediaType);
  }

  String text() {
    return body.toString(StandardCharsets.UTF_8);
  }

  /** Status, type and the first bytes of the body, for an error's message. */
  String describe() {
    StringBuilder text = new StringBuilder().append(status).append(' ').append(reason);
    if (location != null) {
      text.append(", Location ").append(Excerpt.of(location));
    }
    if (contentType != null && !contentType.startsWith("text/plain")) {
      text.append(", Content-Type ").append(Excerpt.of(contentType));
    }
    return body.size() == 0
        ? text.toString()
        : text.append(": ").append(Excerpt.of(body.toByteArray())).toString();
  }
}
