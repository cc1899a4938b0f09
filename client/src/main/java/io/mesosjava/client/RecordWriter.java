package io.mesosjava.client;

import java.nio.ByteBuffer;

/**
 * Puts the parts of records together, in the {@linkplain Segment segments} of a queue. Runs on the
 * I/O thread.
 */
final class RecordWriter {

  private static final int FIRST_SEGMENT = 1 << 13;
  private static final int GROWTH = 4;

  private final RecordQueue queue;
  private Segment segment = new Segment(0);
  private int size = FIRST_SEGMENT;
  private int begin;
  private int end;
  private long count;

  RecordWriter(RecordQueue queue) {
    this.queue = queue;
  }

  /** Takes {@code part} bytes of {@code in}: those of a record that still lacks {@code missing}. */
  void append(ByteBuffer in, int part, int missing) {
    if (end == begin) {
      end += Segment.PREFIX;
    }
    if (end + part > segment.bytes.capacity()) {
      makeRoom(part, missing);
    }
    in.get(segment.bytes.array(), end, part);
    end += part;
    if (missing == 0) {
      segment.bytes.putInt(begin, end - begin - Segment.PREFIX);
      begin = end;
      count++;
    }
  }

  /** Goes on in another segment, with what there is of the present record. */
  private void makeRoom(int part, int missing) {
    int begun = end - begin;
    long whole = (long) begun + part + missing;
    long doubled = Math.max(begun + part, (long) GROWTH * begun);
    // No more than that for a record whose length may be a lie.
    long wanted = Math.min(whole, doubled);
    publish();
    Segment next = queue.next(segment, (int) Math.max(size, wanted));
    if (begun > Segment.PREFIX) {
      System.arraycopy(segment.bytes.array(), begin, next.bytes.array(), 0, begun);
    }
    size = Math.min(GROWTH * size, RecordQueue.SEGMENT);
    segment = next;
    begin = 0;
    end = begun;
  }

  /** Lets all whole records be taken. */
  void publish() {
    queue.publish(segment, begin);
  }

  /** How many records were complete. */
  long count() {
    return count;
  }
}
