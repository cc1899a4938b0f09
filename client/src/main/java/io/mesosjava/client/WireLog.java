package io.mesosjava.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells what goes over a connection: heads line by line, with the values of headers that may be
 * secret masked, and of bodies how many bytes they have: messages may hold secrets, too.
 */
final class WireLog extends ChannelDuplexHandler {

  private static final String MASK = "***";

  /** What Mesos and the client themselves send. Whatever else there is may be a secret. */
  private static final Set<String> HARMLESS =
      Set.of(
          "host",
          "accept",
          "accept-encoding",
          "allow",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "date",
          "location",
          "mesos-stream-id",
          "message-accept",
          "message-content-type",
          "retry-after",
          "transfer-encoding",
          "www-authenticate");

  private final Consumer<String> log;

  WireLog(Consumer<String> log) {
    this.log = log;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (message instanceof ByteBuf bytes) {
      requests(context, bytes.toString(StandardCharsets.ISO_8859_1));
    }
    super.write(context, message, promise);
  }

  /** One write may carry several requests. */
  private void requests(ChannelHandlerContext context, String text) {
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf("\r\n\r\n", at);
      if (end < 0 || !text.startsWith("POST ", at)) {
        tell(context, ">>", (text.length() - at) + " bytes");
        return;
      }
      long body = 0;
      for (String line : text.substring(at, end).lines().toList()) {
        tell(context, ">>", masked(line));
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          body = Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
        }
      }
      tell(context, ">>", body + " bytes");
      at = (int) Math.min(text.length(), end + 4 + body);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof HttpResponse head) {
      tell(context, "<<", head.protocolVersion() + " " + head.status());
      for (Map.Entry<String, String> header : head.headers()) {
        tell(context, "<<", masked(header.getKey() + ": " + header.getValue()));
      }
    } else if (message instanceof HttpContent content && content.content().isReadable()) {
      tell(context, "<<", content.content().readableBytes() + " bytes");
    } else if (message instanceof ByteBuf bytes) {
      tell(context, "<<", bytes.readableBytes() + " bytes");
    }
    super.channelRead(context, message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    tell(context, "--", "closed");
    super.channelInactive(context);
  }

  private void tell(ChannelHandlerContext context, String direction, String text) {
    log.accept(context.channel().id().asShortText() + " " + direction + " " + text);
  }

  /** {@code line} of a head, its value masked unless it is known to be harmless. */
  static String masked(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      return line;
    }
    String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
    return HARMLESS.contains(name) ? line : line.substring(0, colon) + ": " + MASK;
  }
}
