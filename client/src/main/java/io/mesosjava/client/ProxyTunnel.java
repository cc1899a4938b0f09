package io.mesosjava.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks a proxy for a tunnel, and removes itself when it is there. Runs on the I/O thread. */
final class ProxyTunnel extends ByteToMessageDecoder {

  private static final int MAX_HEAD_BYTES = 1 << 14;

  private static final ByteBuf HEAD_END =
      Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("\r\n\r\n", StandardCharsets.US_ASCII));

  private final HttpProxy proxy;
  private final Promise<Channel> made;

  private ProxyTunnel(HttpProxy proxy, Promise<Channel> made) {
    this.proxy = proxy;
    this.made = made;
  }

  /** Makes a tunnel to {@code endpoint} of {@code channel}, which is connected to the proxy. */
  static Future<Channel> open(Channel channel, HttpProxy proxy, Endpoint endpoint) {
    Promise<Channel> made = channel.eventLoop().newPromise();
    channel.pipeline().addFirst(new ProxyTunnel(proxy, made));
    ByteBuf request = ByteBufUtil.writeAscii(channel.alloc(), proxy.connectRequest(endpoint));
    Transport.write(channel, request);
    return made;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    int length = ByteBufUtil.indexOf(HEAD_END, in);
    if (length >= 0) {
      String head = in.readCharSequence(length, StandardCharsets.ISO_8859_1).toString();
      in.skipBytes(HEAD_END.readableBytes());
      answered(context, head.lines().findFirst().orElse(""));
    } else if (in.readableBytes() > MAX_HEAD_BYTES) {
      fail("more than " + MAX_HEAD_BYTES + " bytes of headers");
    }
  }

  private void answered(ChannelHandlerContext context, String statusLine) {
    if (statusLine.matches("HTTP/1\\.[01] 2\\d\\d( .*)?")) {
      // What the decoder has read beyond the head, it passes on when it is removed.
      context.pipeline().remove(this);
      made.trySuccess(context.channel());
    } else {
      fail(Excerpt.of(statusLine) + " (expected: HTTP/1.1 200)");
    }
  }

  private void fail(String answer) {
    made.tryFailure(new IOException("proxy " + proxy + ": " + answer));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail("it closed the connection");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    made.tryFailure(new IOException("proxy " + proxy + ": " + cause.getMessage(), cause));
  }
}
