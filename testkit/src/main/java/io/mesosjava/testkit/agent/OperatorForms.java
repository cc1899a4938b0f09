package io.mesosjava.testkit.agent;

import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.api.Codecs;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.http.Accept;
import io.mesosjava.testkit.http.Header;
import io.mesosjava.testkit.http.Request;
import io.mesosjava.testkit.http.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * In which forms an operator's request comes and its answer is to go. The order of the checks is
 * that of {@code Http::api} of the agent.
 *
 * @param streamed whether the request is a stream of records
 * @param request the form of the call, or of each record
 * @param answersStream whether the answer is asked for as a stream of records
 * @param answer the form of the answer, or of each record
 */
record OperatorForms(boolean streamed, Codec request, boolean answersStream, Codec answer) {

  private static final String RECORDIO = "application/recordio";
  private static final String MESSAGE_TYPE = "Message-Content-Type";
  private static final String MESSAGE_ACCEPT = "Message-Accept";

  static OperatorForms of(Request request) throws Refusal {
    if (!request.method().equals("POST")) {
      throw Refusal.notPost(request.method());
    }
    String type =
        request
            .header("Content-Type")
            .orElseThrow(() -> Refusal.badRequest("Expecting 'Content-Type' to be present"));
    boolean streamed = type.equals(RECORDIO);
    Codec plain = Codecs.of(type).orElse(null);
    if (plain == null && !streamed) {
      throw Refusal.of(
          415,
          "Expecting 'Content-Type' of application/json or application/x-protobuf or " + RECORDIO);
    }
    Codec codec = messageCodec(request, plain);
    Codec accepted = accepted(request, "Accept");
    if (accepted == null && !Accept.media(request, RECORDIO)) {
      throw Refusal.of(
          406,
          "Expecting 'Accept' to allow application/json or application/x-protobuf or " + RECORDIO);
    }
    Codec answer = accepted == null ? messageAccepted(request) : accepted;
    if (accepted != null && request.header(MESSAGE_ACCEPT).isPresent()) {
      throw Refusal.of(406, "Expecting 'Message-Accept' to be not set for non-streaming responses");
    }
    return new OperatorForms(streamed, codec, accepted == null, answer);
  }

  private static Codec messageCodec(Request request, @Nullable Codec plain) throws Refusal {
    Optional<String> type = request.header(MESSAGE_TYPE);
    if (plain != null) {
      if (type.isPresent()) {
        throw Refusal.of(
            415, "Expecting 'Message-Content-Type' to be not set for non-streaming requests");
      }
      return plain;
    }
    if (type.isEmpty()) {
      throw Refusal.badRequest("Expecting 'Message-Content-Type' to be set for streaming requests");
    }
    return Codecs.of(type.get())
        .orElseThrow(
            () ->
                Refusal.of(
                    415,
                    "Expecting 'Message-Content-Type' of application/json or"
                        + " application/x-protobuf"));
  }

  private static Codec messageAccepted(Request request) throws Refusal {
    Codec codec = accepted(request, MESSAGE_ACCEPT);
    if (codec == null) {
      throw Refusal.of(
          406, "Expecting 'Message-Accept' to allow application/json or application/x-protobuf");
    }
    return codec;
  }

  private static @Nullable Codec accepted(Request request, String header) {
    return List.of(Codec.json(), Codec.protobuf()).stream()
        .filter(codec -> Accept.media(request, header, codec.mediaType()))
        .findFirst()
        .orElse(null);
  }

  /** The head of an answer that is a stream, which even those get who did not ask for one. */
  Response streamHead() {
    String type = answer.mediaType();
    return answersStream
        ? Response.of(200, new Header("Content-Type", RECORDIO), new Header(MESSAGE_TYPE, type))
        : Response.of(200, new Header("Content-Type", type));
  }
}
