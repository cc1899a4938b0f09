package io.mesosjava.testkit;

import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.DecodeException;
import io.mesosjava.codec.MessageDecoder;
import io.mesosjava.testkit.api.Codecs;
import io.mesosjava.testkit.http.Request;
import java.util.Optional;

/** Calls as requests carry them. */
final class Calls {

  private Calls() {}

  /** The call in a request to {@code endpoint}; empty if there is none that can be read. */
  static Optional<Message> in(Request request, Endpoint endpoint) {
    return request
        .header("Content-Type")
        .flatMap(Codecs::of)
        .flatMap(codec -> decoded(codec, request, endpoint));
  }

  private static Optional<Message> decoded(Codec codec, Request request, Endpoint endpoint) {
    MessageDecoder<Message> decoder = codec.decoder(endpoint.call());
    try {
      return Optional.of(decoder.decode(request.body()));
    } catch (DecodeException e) {
      // The master or the agent says what is wrong with it.
      return Optional.empty();
    }
  }

  /** The type of a call, for example {@code ACCEPT}. */
  static String type(Message call) {
    var field = call.getDescriptorForType().findFieldByName("type");
    return String.valueOf(call.getField(field));
  }
}
