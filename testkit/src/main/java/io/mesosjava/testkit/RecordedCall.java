package io.mesosjava.testkit;

import com.google.protobuf.Message;
import java.time.Instant;

/**
 * A call that a cluster received and could read.
 *
 * @param at by the cluster's clock
 * @param endpoint where it was sent
 * @param type for example {@code ACCEPT}
 * @param message the whole call, of the {@code Call} of its endpoint
 * @param status of the answer
 */
public record RecordedCall(
    Instant at, Endpoint endpoint, String type, Message message, int status) {

  static RecordedCall of(Chronicle chronicle, Endpoint endpoint, Message call, int status) {
    return new RecordedCall(chronicle.now(), endpoint, Calls.type(call), call, status);
  }
}
