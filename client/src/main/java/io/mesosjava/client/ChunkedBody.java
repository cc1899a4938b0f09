package io.mesosjava.client;

import io.mesosjava.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.ByteBuffer;

/**
 * Takes the place of the HTTP decoder when the head of a chunked stream has been read, and gives
 * the data of the chunks to {@code parts} without an object for each of them.
 */
final class ChunkedBody extends SimpleChannelInboundHandler<ByteBuf> {

  private final ResponseParts parts;
  private final ChunkDecoder chunks = new ChunkDecoder();

  ChunkedBody(ResponseParts parts) {
    this.parts = parts;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
    ByteBuffer in = bytes.nioBuffer();
    int limit = in.limit();
    try {
      int length = chunks.next(in);
      while (length > 0 && !parts.isOver()) {
        parts.body(in.limit(in.position() + length));
        in.limit(limit);
        length = chunks.next(in);
      }
    } catch (ProtocolException e) {
      parts.malformed("not an HTTP response: " + e.getMessage(), e);
      return;
    }
    if (chunks.isEnd() && !parts.isOver()) {
      parts.end();
    }
  }
}
