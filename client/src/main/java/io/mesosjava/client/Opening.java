package io.mesosjava.client;

/** The call that opens a stream. No record, because of its bytes. */
final class Opening {

  private final StreamKind kind;
  private final byte[] body;
  private final CallOptions options;

  /**
   * @param body the call, encoded
   * @param options what is different for it
   */
  Opening(StreamKind kind, byte[] body, CallOptions options) {
    this.kind = kind;
    this.body = body;
    this.options = options;
  }

  StreamKind kind() {
    return kind;
  }

  byte[] body() {
    return body;
  }

  CallOptions options() {
    return options;
  }
}
