package io.mesosjava.client;

import com.google.protobuf.Message;
import io.mesosjava.ProtocolException;
import io.mesosjava.codec.DecodeException;
import io.mesosjava.codec.MessageDecoder;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The events of a pair of connections, parsed on the thread that takes them. */
final class EventStream<E extends Message> {

  private final ConnectionPair pair;
  private final MessageDecoder<E> decoder;
  private final AtomicLong count = new AtomicLong();

  EventStream(ConnectionPair pair, MessageDecoder<E> decoder) {
    this.pair = pair;
    this.decoder = decoder;
  }

  @Nullable E next() throws IOException, InterruptedException {
    return decode(pair.records().take());
  }

  @Nullable E next(Duration timeout) throws IOException, InterruptedException, TimeoutException {
    return decode(pair.records().take(timeout.toNanos()));
  }

  private @Nullable E decode(byte @Nullable [] record) throws ProtocolException {
    if (record == null) {
      return null;
    }
    long number = count.incrementAndGet();
    try {
      return decoder.decode(record);
    } catch (DecodeException e) {
      String where = pair.endpoint() + ": record " + number + " of the event stream: ";
      ProtocolException error =
          new ProtocolException(where + e.getMessage() + "; it begins: " + Excerpt.of(record), e);
      pair.abandon(error);
      throw error;
    }
  }
}
