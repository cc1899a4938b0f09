package io.mesosjava.client;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An array of whole records, each after its length. The I/O thread writes behind what it has
 * published; takers read before that.
 */
final class Segment {

  /** What stands before a record: its length. */
  static final int PREFIX = Integer.BYTES;

  final ByteBuffer bytes;

  // Guarded by the queue's lock.

  /** How many bytes may be read. */
  int published;

  /** Whether nothing more will be published. */
  boolean sealed;

  Segment(int size) {
    this.bytes = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }
}
