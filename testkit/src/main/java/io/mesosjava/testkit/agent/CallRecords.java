package io.mesosjava.testkit.agent;

import io.mesosjava.recordio.RecordDecoder;
import io.mesosjava.recordio.RecordIOException;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.http.RequestStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The records of a request that goes on, for one listener after the other. Lives on the stage. */
final class CallRecords implements RequestStream.Reader {

  /** Who takes the records. */
  interface Listener {

    /**
     * The next one.
     *
     * @throws Refusal to take no more
     */
    void record(byte[] record) throws Refusal;

    /** There are no more; perhaps the last one is not whole. */
    void end() throws Refusal;

    /** No more are taken, because of a refusal: the listener's own, or of bytes that are none. */
    void refused(Refusal refusal);

    /** The peer has closed the connection before the end. */
    void gone();
  }

  private final RequestStream stream;
  private final RecordDecoder decoder = new RecordDecoder();
  private Listener listener;
  private boolean over;

  /** Nothing is read before {@link #begin}. */
  CallRecords(RequestStream stream, Listener listener) {
    this.stream = stream;
    this.listener = listener;
  }

  void begin() {
    stream.read(this);
  }

  /** What comes from now on is for {@code other}. */
  void handTo(Listener other) {
    listener = other;
  }

  /** Whether more is read of them. What was read before still comes. */
  void flow(boolean on) {
    stream.flow(on);
  }

  @Override
  public void piece(byte[] bytes) {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    try {
      byte[] record;
      while (!over && (record = decoder.next(rest)) != null) {
        listener.record(record);
      }
    } catch (RecordIOException e) {
      refuse(notALength(bytes));
    } catch (Refusal refusal) {
      refuse(refusal);
    }
  }

  private void refuse(Refusal refusal) {
    over = true;
    listener.refused(refusal);
  }

  private static Refusal notALength(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String length = text.substring(0, Math.max(0, text.indexOf('\n')));
    return Refusal.of(
        500,
        "Decoder failure: Failed to decode length '%s': Failed to convert '%s' to number"
            .formatted(length, length));
  }

  @Override
  public void end() {
    if (!over) {
      over = true;
      try {
        listener.end();
      } catch (Refusal refusal) {
        listener.refused(refusal);
      }
    }
  }

  @Override
  public void gone() {
    if (!over) {
      over = true;
      listener.gone();
    }
  }
}
