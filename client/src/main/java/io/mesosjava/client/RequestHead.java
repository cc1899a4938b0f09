package io.mesosjava.client;

import io.mesosjava.codec.Codec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The head of every request of one kind, all but the length of its body. */
final class RequestHead {

  private static final int MAX_LENGTH_AND_BLANK_LINE = 14;

  private final Endpoint endpoint;
  private final Codec codec;
  private final Map<String, String> headers;
  private final @Nullable String streamId;
  private final byte[] upToLength;

  private RequestHead(
      Endpoint endpoint, Codec codec, Map<String, String> headers, @Nullable String streamId) {
    this.endpoint = endpoint;
    this.codec = codec;
    this.headers = headers;
    this.streamId = streamId;
    this.upToLength = upToLength(endpoint, codec, headers, streamId);
  }

  static RequestHead of(
      Endpoint endpoint, Codec codec, Map<String, String> headers, @Nullable String streamId) {
    return new RequestHead(endpoint, codec, headers, streamId);
  }

  /** The head of a call with {@code options} among those that have this one. */
  RequestHead with(CallOptions options) {
    return options.changeHead()
        ? of(endpoint, options.codecOr(codec), options.headersOver(headers), streamId)
        : this;
  }

  private static byte[] upToLength(
      Endpoint endpoint, Codec codec, Map<String, String> headers, @Nullable String streamId) {
    StringBuilder head = begin(endpoint, codec);
    line(head, "Content-Type", codec.mediaType());
    headers.forEach((name, value) -> line(head, name, value));
    if (streamId != null) {
      line(head, "Mesos-Stream-Id", streamId);
    }
    head.append("Content-Length: ");
    return head.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static StringBuilder begin(Endpoint endpoint, Codec codec) {
    StringBuilder head = new StringBuilder();
    head.append("POST ").append(endpoint.target()).append(" HTTP/1.1\r\n");
    line(head, "Host", endpoint.authority());
    line(head, "Accept", codec.mediaType());
    return head;
  }

  /** The whole head of a request whose body is a stream of records, in chunks. */
  static byte[] streaming(Endpoint endpoint, Codec codec, Map<String, String> headers) {
    StringBuilder head = begin(endpoint, codec);
    line(head, "Content-Type", MediaType.RECORDIO);
    line(head, "Message-Content-Type", codec.mediaType());
    line(head, "Transfer-Encoding", "chunked");
    headers.forEach((name, value) -> line(head, name, value));
    return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  /** An upper bound of the bytes that a request with {@code body} takes. */
  int size(byte[] body) {
    return upToLength.length + MAX_LENGTH_AND_BLANK_LINE + body.length;
  }

  /** Appends the request with {@code body}. */
  void write(ByteBuf out, byte[] body) {
    out.writeBytes(upToLength);
    ByteBufUtil.writeAscii(out, Integer.toString(body.length));
    ByteBufUtil.writeAscii(out, "\r\n\r\n");
    out.writeBytes(body);
  }
}
