package io.mesosjava.testkit.http;

/** The body of a request that goes on, as it comes. */
public interface RequestStream {

  /** Who takes it. Everything is called on the stage. */
  interface Reader {

    /** More of the body, however it was cut. */
    void piece(byte[] bytes);

    /** That was all of it. */
    void end();

    /** The peer has closed the connection before the end. */
    void gone();
  }

  /** Lets {@code reader} have all that has come and will come. To be called once, on the stage. */
  void read(Reader reader);

  /**
   * Whether more is read from the socket. What was read before still comes. May be called from any
   * thread.
   */
  void flow(boolean on);
}
