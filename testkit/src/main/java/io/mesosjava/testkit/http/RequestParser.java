package io.mesosjava.testkit.http;

import io.mesosjava.testkit.http.RequestHead.NotHttpException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what comes into requests: for each a {@link RequestHead}, pieces of its body, and a {@link
 * LastHttpContent}. That one is a failure if the body's chunks are not in order; nothing is read
 * after it. A {@link NotHttpException} is handed on for what is no head.
 */
final class RequestParser extends ByteToMessageDecoder {

  /** A head may be this long, as in the parser that Mesos uses. */
  private static final int MAX_HEAD_BYTES = 80 * 1024;

  private static final int MAX_CHUNK_LINE = 1024;

  private enum State {
    /** Lines of a head come. */
    HEAD,
    /** A body of known length comes, or a chunk. */
    BYTES,
    /** A line with the length of a chunk comes. */
    CHUNK_SIZE,
    /** The line's end behind a chunk comes. */
    CHUNK_END,
    /** The line's end behind the last chunk comes. */
    BODY_END,
    /** Nothing is read any more. */
    DEAF
  }

  private State state = State.HEAD;
  private final List<String> lines = new ArrayList<>();
  private int headBytes;
  private boolean chunked;
  private long left;

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    switch (state) {
      case HEAD -> head(in, out);
      case BYTES -> bytes(in, out);
      case CHUNK_SIZE -> chunkSize(in, out);
      case CHUNK_END -> empty(in, State.CHUNK_SIZE, out);
      case BODY_END -> empty(in, State.HEAD, out);
      case DEAF -> in.skipBytes(in.readableBytes());
    }
  }

  /** The next line without its end; null if it is not there yet. */
  private @Nullable String line(ByteBuf in, int limit, List<Object> out) {
    int length = in.bytesBefore((byte) '\n');
    if (length > limit || (length < 0 && in.readableBytes() > limit)) {
      fail(in, out, new NotHttpException("a line of more than " + limit + " bytes"));
      return null;
    }
    if (length < 0) {
      return null;
    }
    String line = in.toString(in.readerIndex(), length, StandardCharsets.UTF_8);
    in.skipBytes(length + 1);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private void fail(ByteBuf in, List<Object> out, NotHttpException problem) {
    in.skipBytes(in.readableBytes());
    if (state == State.HEAD) {
      out.add(problem);
    } else {
      LastHttpContent end = new DefaultLastHttpContent();
      end.setDecoderResult(DecoderResult.failure(problem));
      out.add(end);
    }
    state = State.DEAF;
  }

  private void head(ByteBuf in, List<Object> out) {
    if (lines.isEmpty() && !maybeStart(in.getByte(in.readerIndex()))) {
      fail(in, out, new NotHttpException("no method"));
      return;
    }
    String line = line(in, MAX_HEAD_BYTES - headBytes, out);
    if (line == null) {
      return;
    }
    headBytes += line.length() + 2;
    if (!line.isEmpty()) {
      lines.add(line);
    } else if (!lines.isEmpty()) {
      finishHead(in, out);
    }
    if (!lines.isEmpty() && lines.size() == 1 && !lines.get(0).contains(" HTTP/")) {
      // HTTP 0.9 has no headers.
      finishHead(in, out);
    }
  }

  private static boolean maybeStart(byte first) {
    return (first >= 'A' && first <= 'Z') || first == '\r' || first == '\n';
  }

  private void finishHead(ByteBuf in, List<Object> out) {
    try {
      RequestHead head = RequestHead.of(lines);
      out.add(head);
      chunked = head.chunked();
      left = head.length();
      if (chunked) {
        state = State.CHUNK_SIZE;
      } else if (left > 0) {
        state = State.BYTES;
      } else {
        finish(out);
      }
    } catch (NotHttpException e) {
      fail(in, out, e);
    }
    lines.clear();
    headBytes = 0;
  }

  private void finish(List<Object> out) {
    out.add(LastHttpContent.EMPTY_LAST_CONTENT);
    state = State.HEAD;
  }

  private void bytes(ByteBuf in, List<Object> out) {
    int size = (int) Math.min(left, in.readableBytes());
    if (size > 0) {
      out.add(new DefaultHttpContent(in.readRetainedSlice(size)));
      left -= size;
    }
    if (left == 0) {
      if (chunked) {
        state = State.CHUNK_END;
      } else {
        finish(out);
      }
    }
  }

  private void chunkSize(ByteBuf in, List<Object> out) {
    String line = line(in, MAX_CHUNK_LINE, out);
    if (line == null) {
      return;
    }
    String size = line.split(";", 2)[0].strip();
    if (!size.matches("[0-9A-Fa-f]{1,15}")) {
      fail(in, out, new NotHttpException("length of a chunk: " + line));
      return;
    }
    left = Long.parseLong(size, 16);
    state = left > 0 ? State.BYTES : State.BODY_END;
  }

  /** Trailers are an error, as in Mesos. */
  private void empty(ByteBuf in, State next, List<Object> out) {
    String line = line(in, MAX_CHUNK_LINE, out);
    if (line == null) {
      return;
    }
    if (!line.isEmpty()) {
      fail(in, out, new NotHttpException("instead of an empty line: " + line));
    } else if (state == State.BODY_END) {
      finish(out);
    } else {
      state = next;
    }
  }
}
