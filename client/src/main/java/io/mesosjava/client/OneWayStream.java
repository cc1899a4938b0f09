package io.mesosjava.client;

import com.google.protobuf.Message;

/** A stream that no calls belong to. */
final class OneWayStream<E extends Message> extends EventStream<E> {

  OneWayStream(ConnectionPair pair, E prototype, Interceptors<?, E> interceptors) {
    super(pair, prototype, interceptors);
  }

  @Override
  void onEvent(E event) {
    // No event changes what the stream is.
  }
}
