package io.mesosjava.testkit.http;

import io.mesosjava.testkit.http.RequestHead.NotHttpException;
import io.mesosjava.testkit.stage.Stage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: collects requests, and lets answers out in the order of the requests. Everything
 * here runs on the loop's thread.
 *
 * <p>Requests are handed on when they are whole, but those whose body is a stream of records: these
 * when their head has come.
 *
 * <p>A stream counts as answered with its head. What is asked after it on the same connection is
 * answered at once, in the middle of the stream: Mesos does so, and clients must not rely on
 * anything better.
 */
final class Connection extends SimpleChannelInboundHandler<Object> {

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final Stage stage;
  private final RequestHandler handler;
  private final Tap tap;
  private final Function<String, Interference> interferences;
  private final ArrayDeque<Turn> turns = new ArrayDeque<>();
  private final List<Turn> streams = new ArrayList<>();
  private @Nullable RequestHead head;
  private ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable StreamedBody streamed;

  /**
   * A connection that has not asked for anything.
   *
   * @param tap next to the socket
   * @param interferences what goes wrong, by the path of a request
   */
  Connection(
      Stage stage, RequestHandler handler, Tap tap, Function<String, Interference> interferences) {
    this.stage = stage;
    this.handler = handler;
    this.tap = tap;
    this.interferences = interferences;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Object part) throws IOException {
    if (part instanceof NotHttpException problem) {
      LOG.debug("not HTTP: closing", problem);
      hangUp(context);
      return;
    }
    if (part instanceof RequestHead received) {
      head = received;
      body = new ByteArrayOutputStream();
      Request request = request(received);
      if (isStreamed(request)) {
        streamed = new StreamedBody(stage, context.channel());
        take(context, request, received.keptAlive(), streamed);
      }
    }
    if (part instanceof HttpContent content) {
      content(content.content());
    }
    if (part instanceof LastHttpContent end && head != null) {
      complete(context, head, end.decoderResult().isSuccess());
      head = null;
    }
  }

  private void content(ByteBuf bytes) throws IOException {
    if (streamed == null) {
      bytes.readBytes(body, bytes.readableBytes());
    } else {
      byte[] piece = new byte[bytes.readableBytes()];
      bytes.readBytes(piece);
      StreamedBody to = streamed;
      tap.deliver(() -> to.piece(piece));
    }
  }

  /** What is packed as a whole is unpacked as a whole. */
  private static boolean isStreamed(Request request) {
    return request.header("Content-Type").orElse("").equals("application/recordio")
        && request.header("Content-Encoding").isEmpty();
  }

  /**
   * All has come that will.
   *
   * @param whole false if what should have been the rest of the body is something else
   */
  private void complete(ChannelHandlerContext context, RequestHead received, boolean whole) {
    StreamedBody stream = streamed;
    streamed = null;
    if (stream == null && whole) {
      take(context, request(received), received.keptAlive(), null);
    } else if (stream == null) {
      Request request = request(received);
      tap.belongTo(interference(request));
      tap.deliver(() -> refuse(context, request, received.keptAlive(), "failed to decode body"));
    } else if (whole) {
      tap.deliver(stream::end);
    } else {
      stream.gone();
      hangUp(context);
    }
  }

  private void refuse(
      ChannelHandlerContext context, Request request, boolean keptAlive, String problem) {
    Turn turn = new Turn(this, context, stage, request, keptAlive, null);
    turns.add(turn);
    turn.respond(Response.text(500, problem));
  }

  private void take(
      ChannelHandlerContext context,
      Request request,
      boolean keptAlive,
      @Nullable StreamedBody stream) {
    tap.belongTo(interference(request));
    tap.deliver(() -> begin(context, request, keptAlive, stream));
  }

  private void begin(
      ChannelHandlerContext context,
      Request request,
      boolean keptAlive,
      @Nullable StreamedBody stream) {
    try {
      Request decoded = Gzip.decoded(request);
      Turn turn = new Turn(this, context, stage, decoded, keptAlive, stream);
      turns.add(turn);
      interference(decoded)
          .answerTo(decoded)
          .ifPresentOrElse(turn::respond, () -> stage.execute(() -> handle(turn)));
    } catch (IOException e) {
      LOG.debug("undecodable body", e);
      boolean tooShort = e instanceof EOFException;
      refuse(
          context,
          request,
          keptAlive,
          tooShort ? "Failed to decompress body" : "failed to decode body");
    }
  }

  /** What goes wrong with what is asked at {@code request}'s path. */
  Interference interference(Request request) {
    return interferences.apply(request.path());
  }

  void cut() {
    tap.cut();
  }

  /** A handler that fails is a bug: the client hears of it, and the stage too. */
  private void handle(Turn turn) {
    try {
      handler.handle(turn);
    } catch (RuntimeException | Error e) {
      turn.respond(Response.text(500, "the embedded cluster failed: " + e));
      throw e;
    }
  }

  private Request request(RequestHead received) {
    String target = received.target();
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    return new Request(received.method(), path, query, received.headers(), body.toByteArray());
  }

  /** Lets out what may go out now. */
  void drain(ChannelHandlerContext context) {
    Turn first;
    while ((first = turns.peek()) != null && first.release()) {
      turns.remove();
      if (first.isOpen()) {
        streams.add(first);
      }
    }
    context.flush();
  }

  void ended(Turn stream) {
    streams.remove(stream);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    gone();
  }

  /** The peer has closed the connection. */
  void gone() {
    if (streamed != null) {
      streamed.gone();
      streamed = null;
    }
    turns.forEach(Turn::peerGone);
    List.copyOf(streams).forEach(Turn::peerGone);
    turns.clear();
    streams.clear();
  }

  private static void hangUp(ChannelHandlerContext context) {
    var unused = context.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable problem) {
    LOG.debug("connection broken", problem);
    hangUp(context);
  }
}
