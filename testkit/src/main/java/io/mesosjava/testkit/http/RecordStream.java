package io.mesosjava.testkit.http;

/** An answer that goes on. All methods may be called from any thread. */
public interface RecordStream {

  /**
   * Sends {@code record} in a chunk of its own, framed as RecordIO. Never blocks and never drops:
   * what a slow peer has not read yet is kept, as Mesos keeps it. Does nothing when the stream has
   * ended.
   */
  void write(byte[] record);

  /**
   * As {@link #write(byte[])}.
   *
   * @param whenSent runs on any thread when the record is kept no more: the system has it for
   *     sending, or it was dropped
   */
  default void write(byte[] record, Runnable whenSent) {
    write(record);
    whenSent.run();
  }

  /** As {@link #write(byte[])}, with a record that says nothing but that the stream lives. */
  default void heartbeat(byte[] record) {
    write(record);
  }

  /** Ends the answer after what was written. */
  void close();

  /**
   * Runs {@code event} on the stage when the peer has closed the connection, or at once if it has
   * already. Not run when the stream was ended from this side before.
   */
  void whenGone(Runnable event);
}
