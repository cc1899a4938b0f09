package io.mesosjava.testkit.replay;

import com.google.protobuf.Message;
import io.mesosjava.codec.MessageDecoder;
import io.mesosjava.recordio.RecordDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a stream on a thread of its own and hands out what came. */
final class EventTap {

  private static final long PATIENCE_SECONDS = 30;

  private final HttpClientConnection connection;
  private final MessageDecoder<Message> decoder;
  private final Thread thread = new Thread(this::read, "event-tap");

  // All guarded by this.
  private final List<Message> waiting = new ArrayList<>();
  private boolean ended;
  private @Nullable IOException failure;

  EventTap(HttpClientConnection connection, MessageDecoder<Message> decoder) {
    this.connection = connection;
    this.decoder = decoder;
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    RecordDecoder records = new RecordDecoder();
    try {
      byte[] chunk;
      while ((chunk = connection.chunk()) != null) {
        ByteBuffer bytes = ByteBuffer.wrap(chunk);
        byte[] record;
        while ((record = records.next(bytes)) != null) {
          add(decoder.decode(record));
        }
      }
      end(null);
    } catch (IOException e) {
      end(e);
    }
  }

  private synchronized void add(Message event) {
    waiting.add(event);
    notifyAll();
  }

  private synchronized void end(@Nullable IOException problem) {
    ended = true;
    failure = problem;
    notifyAll();
  }

  /** The first event that fits, wherever it stands among those that wait. */
  synchronized Message take(Predicate<Message> fits) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      for (int i = 0; i < waiting.size(); i++) {
        if (fits.test(waiting.get(i))) {
          return waiting.remove(i);
        }
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (ended || left <= 0) {
        throw new AssertionError(
            (ended ? "the stream has ended" : "nothing came") + "; waiting: " + waiting, failure);
      }
      wait(left);
    }
  }

  /** All that has come and was not taken. */
  synchronized List<Message> drain() {
    List<Message> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  synchronized boolean isEnded() {
    return ended;
  }

  /** Waits for the end of the stream, and gives what nobody has taken. */
  synchronized List<Message> rest() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!ended) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("the stream did not end");
      }
      wait(left);
    }
    if (failure != null) {
      throw new AssertionError("the stream did not end with its last chunk", failure);
    }
    return List.copyOf(waiting);
  }
}
