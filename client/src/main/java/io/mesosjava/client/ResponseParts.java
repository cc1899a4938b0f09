package io.mesosjava.client;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Takes the parts of a connection's responses apart: interim responses are skipped, what is not
 * HTTP is told as such, and nothing more is told once that is over. Runs on the I/O thread.
 */
abstract class ResponseParts extends SimpleChannelInboundHandler<HttpObject> {

  private final FirstBytes firstBytes;
  private boolean interim;

  ResponseParts(FirstBytes firstBytes) {
    this.firstBytes = firstBytes;
  }

  /** The head of a final response. */
  abstract void head(ChannelHandlerContext context, HttpResponse head);

  /** A part of its body; all of it must be taken. */
  abstract void body(ByteBuffer bytes);

  /** The end of it. */
  abstract void end();

  /** The bytes are not an HTTP response. */
  abstract void malformed(String problem, Throwable cause);

  /** The connection broke; {@code problem} says how. */
  abstract void broken(String problem, Throwable cause);

  /** The peer closed the connection. */
  abstract void closed();

  /** Whether what comes is of no interest any more. */
  abstract boolean isOver();

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    if (isOver()) {
      return;
    }
    if (part.decoderResult().isFailure()) {
      if (!context.channel().isActive()) {
        // The decoder complains of what it has half of; that is told when the close is.
        return;
      }
      Throwable cause = part.decoderResult().cause();
      malformed("not an HTTP response: " + cause.getMessage() + ": " + firstBytes.excerpt(), cause);
      return;
    }
    if (part instanceof HttpResponse head) {
      interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      if (!interim) {
        head(context, head);
      }
    }
    if (part instanceof HttpContent content && !interim && !isOver()) {
      content(content);
    }
  }

  private void content(HttpContent content) {
    if (content.content().isReadable()) {
      body(content.content().nioBuffer());
    }
    if (content instanceof LastHttpContent && !isOver()) {
      end();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!isOver()) {
      closed();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (isOver()) {
      return;
    }
    if (cause instanceof DecompressionException) {
      malformed("not a body that can be inflated: " + cause.getMessage(), cause);
      return;
    }
    // What TLS finds wrong comes wrapped.
    Throwable inner = cause.getCause();
    Throwable found = cause instanceof DecoderException && inner != null ? inner : cause;
    String problem = found instanceof IOException ? found.getMessage() : found.toString();
    broken("the connection broke: " + problem, found);
  }

  /** How the last bytes began, to be added to an error; empty if there were none. */
  String received() {
    return firstBytes.isEmpty() ? "" : "; received: " + firstBytes.excerpt();
  }

  /** What a head says, with room for {@code keptBytes} of its body. */
  static Response response(HttpResponse head, int keptBytes) {
    return new Response(
        keptBytes,
        head.status().code(),
        head.status().reasonPhrase(),
        head.headers().get(HttpHeaderNames.CONTENT_TYPE),
        head.headers().get(HttpHeaderNames.LOCATION));
  }
}
