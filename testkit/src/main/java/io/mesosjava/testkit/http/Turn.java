package io.mesosjava.testkit.http;

import io.mesosjava.recordio.RecordEncoder;
import io.mesosjava.testkit.http.Interference.Damage;
import io.mesosjava.testkit.stage.Stage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way to being answered. The public methods may be called from anywhere; they hop
 * to the loop's thread, where all fields live.
 */
final class Turn implements Exchange, RecordStream {

  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NEWLINE = {'\r', '\n'};

  private enum State {
    /** Nothing to send yet. */
    ASKED,
    /** The head is there, more may follow. */
    STREAMING,
    /** All is there. */
    ANSWERED,
    /** The peer has closed the connection. */
    GONE
  }

  private record Piece(ByteBuf bytes, @Nullable Runnable whenSent) {

    /** It is kept no more. */
    void gone() {
      if (whenSent != null) {
        whenSent.run();
      }
    }
  }

  private final Connection connection;
  private final ChannelHandlerContext context;
  private final Stage stage;
  private final Request request;
  private final boolean keptAlive;
  private final Interference interference;
  private final @Nullable StreamedBody body;
  private final ArrayDeque<Piece> waiting = new ArrayDeque<>();
  private State state = State.ASKED;
  private boolean released;
  private @Nullable Runnable whenGone;

  Turn(
      Connection connection,
      ChannelHandlerContext context,
      Stage stage,
      Request request,
      boolean keptAlive,
      @Nullable StreamedBody body) {
    this.connection = connection;
    this.context = context;
    this.stage = stage;
    this.request = request;
    this.keptAlive = keptAlive;
    this.interference = connection.interference(request);
    this.body = body;
  }

  @Override
  public Optional<RequestStream> body() {
    return Optional.ofNullable(body);
  }

  @Override
  public Request request() {
    return request;
  }

  @Override
  public void respond(Response response) {
    Response packed = Gzip.encoded(request, response);
    byte[] head = Head.of(packed, stage.now(), false);
    boolean silent = request.method().equals("HEAD");
    ByteBuf bytes =
        silent ? Unpooled.wrappedBuffer(head) : Unpooled.wrappedBuffer(head, packed.body());
    onLoop(
        () -> {
          send(bytes, State.ASKED, State.ANSWERED);
          if (body != null) {
            body.discard();
          }
        });
  }

  @Override
  public RecordStream stream(Response head) {
    ByteBuf bytes = Unpooled.wrappedBuffer(Head.of(head, stage.now(), true));
    onLoop(() -> send(bytes, State.ASKED, State.STREAMING));
    return this;
  }

  @Override
  public void write(byte[] record) {
    send(record, null);
  }

  @Override
  public void write(byte[] record, Runnable whenSent) {
    send(record, whenSent);
  }

  private void send(byte[] record, @Nullable Runnable whenSent) {
    byte[] header = RecordEncoder.header(record.length);
    byte[] size =
        (Integer.toHexString(header.length + record.length) + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    Damage damage = interference.nextDamage().orElse(null);
    if (damage == null) {
      ByteBuf chunk = Unpooled.wrappedBuffer(size, header, record, NEWLINE);
      onLoop(() -> send(new Piece(chunk, whenSent), State.STREAMING, State.STREAMING));
    } else {
      spoil(damage, size, header, record);
      new Piece(Unpooled.EMPTY_BUFFER, whenSent).gone();
    }
  }

  private void spoil(Damage damage, byte[] size, byte[] header, byte[] record) {
    switch (damage) {
      case CONTENT -> {
        byte[] rubbish = new byte[record.length];
        Arrays.fill(rubbish, (byte) 0xff);
        ByteBuf chunk = Unpooled.wrappedBuffer(size, header, rubbish, NEWLINE);
        onLoop(() -> send(chunk, State.STREAMING, State.STREAMING));
      }
      case LENGTH -> {
        byte[] rubbish = header.clone();
        rubbish[0] = 'x';
        ByteBuf chunk = Unpooled.wrappedBuffer(size, rubbish, record, NEWLINE);
        onLoop(() -> send(chunk, State.STREAMING, State.STREAMING));
      }
      case TRUNCATED -> {
        byte[] half = Arrays.copyOf(record, record.length / 2);
        ByteBuf chunk = Unpooled.wrappedBuffer(size, header, half);
        onLoop(
            () -> {
              send(chunk, State.STREAMING, State.STREAMING);
              connection.cut();
            });
      }
    }
  }

  @Override
  public void heartbeat(byte[] record) {
    if (!interference.isHeartless()) {
      write(record);
    }
  }

  @Override
  public void close() {
    ByteBuf chunk = Unpooled.wrappedBuffer(LAST_CHUNK);
    onLoop(
        () -> {
          send(chunk, State.STREAMING, State.ANSWERED);
          connection.ended(this);
        });
  }

  @Override
  public void whenGone(Runnable event) {
    onLoop(
        () -> {
          if (state == State.GONE) {
            stage.execute(event);
          } else {
            whenGone = event;
          }
        });
  }

  private void send(ByteBuf bytes, State expected, State next) {
    send(new Piece(bytes, null), expected, next);
  }

  private void onLoop(Runnable task) {
    if (!context.executor().isShuttingDown()) {
      context.executor().execute(task);
    }
  }

  private void send(Piece piece, State expected, State next) {
    if (state != expected) {
      piece.gone();
      return;
    }
    state = next;
    waiting.add(piece);
    if (released) {
      writeWaiting();
      context.flush();
    } else {
      connection.drain(context);
    }
  }

  /** It is this exchange's turn: sends what is there. True if the next may have its turn. */
  boolean release() {
    if (state == State.ASKED) {
      return false;
    }
    released = true;
    writeWaiting();
    return true;
  }

  boolean isOpen() {
    return state == State.STREAMING;
  }

  void peerGone() {
    if (state == State.ANSWERED) {
      return;
    }
    state = State.GONE;
    waiting.forEach(Piece::gone);
    waiting.clear();
    if (whenGone != null) {
      stage.execute(whenGone);
    }
  }

  private void writeWaiting() {
    Piece piece;
    while ((piece = waiting.poll()) != null) {
      Piece going = piece;
      ChannelPromise promise =
          piece.whenSent == null
              ? context.voidPromise()
              : context.newPromise().addListener(sent -> going.gone());
      var unused = context.write(piece.bytes, promise);
    }
    if (state == State.ANSWERED && !keptAlive) {
      context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
