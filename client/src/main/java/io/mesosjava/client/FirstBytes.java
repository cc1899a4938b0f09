package io.mesosjava.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Arrays;

/** Remembers how the last read began, so that an error about bytes can show them. */
final class FirstBytes extends ChannelInboundHandlerAdapter {

  private static final int KEPT = 96;

  private static final byte[] NONE = {};

  private final byte[] kept = new byte[KEPT];
  private int length;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      length = Math.min(KEPT, bytes.readableBytes());
      bytes.getBytes(bytes.readerIndex(), kept, 0, length);
    }
    context.fireChannelRead(message);
  }

  /** What was kept, as it may be shown. */
  String excerpt() {
    return Excerpt.of(length == 0 ? NONE : Arrays.copyOf(kept, length));
  }

  boolean isEmpty() {
    return length == 0;
  }
}
