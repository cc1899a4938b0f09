package io.mesosjava.recordio;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the records of an {@link InputStream}, blocking as the stream blocks. */
public final class RecordReader implements Closeable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final RecordDecoder decoder;
  private final ByteBuffer chunk = ByteBuffer.allocate(BUFFER_BYTES).limit(0);

  /** A reader of {@code in} with {@link RecordLimits#STANDARD}. */
  public RecordReader(InputStream in) {
    this(in, RecordLimits.STANDARD);
  }

  /** A reader of {@code in} with {@code limits}. */
  public RecordReader(InputStream in, RecordLimits limits) {
    this.in = Objects.requireNonNull(in, "in");
    this.decoder = new RecordDecoder(limits);
  }

  /**
   * The next record, or null at a clean end.
   *
   * @throws RecordIOException if the bytes are malformed, or end inside a length or a record
   * @throws IOException if the stream fails
   */
  public byte @Nullable [] read() throws IOException {
    while (true) {
      byte[] record = decoder.next(chunk);
      if (record != null) {
        return record;
      }
      int count = in.read(chunk.array());
      if (count < 0) {
        decoder.finish();
        return null;
      }
      chunk.position(0).limit(count);
    }
  }

  /** Closes the stream. */
  @Override
  public void close() throws IOException {
    in.close();
  }
}
