package io.mesosjava.testkit.http;

import io.mesosjava.testkit.stage.Stage;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A body between the socket and its reader. What comes before there is a reader waits. Filled on
 * the loop's thread, read on the stage.
 */
final class StreamedBody implements RequestStream {

  /** So much may wait for its reader; the sockets' buffers hold the rest. */
  static final int WINDOW = 256 * 1024;

  private final Stage stage;
  private final Channel channel;

  // On the stage.
  private final ArrayDeque<Event> early = new ArrayDeque<>();
  private @Nullable Reader reader;

  // On the loop's thread.
  private int waiting;
  private boolean flowing = true;
  private boolean ended;

  @FunctionalInterface
  private interface Event {
    void tell(Reader reader);
  }

  StreamedBody(Stage stage, Channel channel) {
    this.stage = stage;
    this.channel = channel;
  }

  /** More has come. */
  void piece(byte[] bytes) {
    if (bytes.length > 0 && !ended) {
      waiting += bytes.length;
      adjust();
      tell(
          to -> {
            to.piece(bytes);
            onLoop(
                () -> {
                  waiting -= bytes.length;
                  adjust();
                });
          });
    }
  }

  /** All has come. */
  void end() {
    if (!ended) {
      ended = true;
      tell(Reader::end);
    }
  }

  /** Nothing more will come. */
  void gone() {
    if (!ended) {
      ended = true;
      tell(Reader::gone);
    }
  }

  /** Nobody reads it any more: what comes is thrown away. */
  void discard() {
    ended = true;
    adjust();
  }

  private void adjust() {
    channel.config().setAutoRead(ended || (flowing && waiting < WINDOW));
  }

  private void tell(Event event) {
    stage.execute(
        () -> {
          if (reader == null) {
            early.add(event);
          } else {
            event.tell(reader);
          }
        });
  }

  private void onLoop(Runnable task) {
    if (!channel.eventLoop().isShuttingDown()) {
      channel.eventLoop().execute(task);
    }
  }

  @Override
  public void read(Reader by) {
    reader = by;
    Event event;
    while ((event = early.poll()) != null) {
      event.tell(by);
    }
  }

  @Override
  public void flow(boolean on) {
    onLoop(
        () -> {
          flowing = on;
          adjust();
        });
  }
}
