package io.mesosjava.testkit.replay;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.mesosjava.codec.MessageDecoder;
import io.mesosjava.recordio.RecordDecoder;
import io.mesosjava.v1.agent.ProcessIO;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** A stream of this run: what has come and was not taken, and when it came. No thread reads it. */
final class LiveStream {

  /** An event that had come when the cluster's clock showed {@code ms}. */
  record Arrival(long ms, Message message) {}

  private enum State {
    OPEN,
    COMPLETE,
    BROKEN
  }

  private final HttpClientConnection connection;
  private final MessageDecoder<Message> decoder;
  private final RecordDecoder records = new RecordDecoder();
  private final List<Arrival> waiting = new ArrayList<>();
  private State state = State.OPEN;

  LiveStream(HttpClientConnection connection, MessageDecoder<Message> decoder) {
    this.connection = connection;
    this.decoder = decoder;
  }

  /** Reads what has come by {@code now}. */
  void pump(long now) throws IOException {
    try {
      while (state == State.OPEN && connection.hasMore()) {
        read(now);
      }
    } catch (SocketException e) {
      // This side has closed it.
      state = State.BROKEN;
    }
  }

  /**
   * The first event that fits, wherever it stands among those that wait; it is waited for.
   *
   * @param label of the event, for the error
   */
  Arrival take(Predicate<Message> fits, long now, String label) throws IOException {
    while (true) {
      for (Iterator<Arrival> arrivals = waiting.iterator(); arrivals.hasNext(); ) {
        Arrival arrival = arrivals.next();
        if (fits.test(arrival.message())) {
          arrivals.remove();
          return arrival;
        }
      }
      if (state != State.OPEN) {
        throw new AssertionError(label + ": the stream has ended; waiting: " + waiting);
      }
      try {
        read(now);
      } catch (IOException e) {
        throw new AssertionError(label + ": nothing came; waiting: " + waiting, e);
      }
    }
  }

  /**
   * As much of a container's output as {@code recorded} has, of the same kind: into what pieces it
   * is cut, is chance.
   */
  Arrival takeOutput(ProcessIO recorded, long now, String label) throws IOException {
    ProcessIO.Data.Type type = recorded.getData().getType();
    int size = recorded.getData().getData().size();
    ByteString output = ByteString.EMPTY;
    long ms;
    do {
      Arrival piece = take(message -> isOutput(message, type), now, label);
      output = output.concat(((ProcessIO) piece.message()).getData().getData());
      ms = piece.ms();
    } while (output.size() < size);
    if (output.size() > size) {
      waiting.add(0, new Arrival(ms, with(recorded, output.substring(size))));
    }
    return new Arrival(ms, with(recorded, output.substring(0, size)));
  }

  private static boolean isOutput(Message message, ProcessIO.Data.Type type) {
    return message instanceof ProcessIO io && io.hasData() && io.getData().getType() == type;
  }

  private static ProcessIO with(ProcessIO recorded, ByteString output) {
    ProcessIO.Builder piece = recorded.toBuilder();
    piece.getDataBuilder().setData(output);
    return piece.build();
  }

  /** What has come and was not taken. */
  List<Arrival> waiting() {
    return List.copyOf(waiting);
  }

  /** Reads on until the stream ends; false if not with its last chunk. */
  boolean completes(long now) throws IOException {
    while (state == State.OPEN) {
      read(now);
    }
    return state == State.COMPLETE;
  }

  private void read(long now) throws IOException {
    byte[] chunk;
    try {
      chunk = connection.chunk();
    } catch (EOFException | SocketException e) {
      state = State.BROKEN;
      return;
    }
    if (chunk == null) {
      state = State.COMPLETE;
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(chunk);
    byte[] record;
    while ((record = records.next(bytes)) != null) {
      waiting.add(new Arrival(now, decoder.decode(record)));
    }
  }
}
