package io.mesosjava.testkit.api;

import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.DecodeException;
import io.mesosjava.codec.MessageDecoder;
import io.mesosjava.testkit.http.Request;

/**
 * Takes a call out of a request, or refuses it: method, content type and body are judged in Mesos'
 * order and words.
 *
 * @param <C> the type of the calls
 */
public final class CallReader<C extends Message> {

  private final MessageDecoder<C> json;
  private final MessageDecoder<C> protobuf;

  /** A reader of calls of {@code prototype}'s type. */
  public CallReader(C prototype) {
    json = Codec.json().decoder(prototype);
    protobuf = Codec.protobuf().decoder(prototype);
  }

  /** The call in {@code request}. All its required fields are there; nothing else is checked. */
  public C read(Request request) throws Refusal {
    if (!request.method().equals("POST")) {
      throw Refusal.notPost(request.method());
    }
    String type =
        request
            .header("Content-Type")
            .orElseThrow(() -> Refusal.badRequest("Expecting 'Content-Type' to be present"));
    return switch (type) {
      case "application/json" -> fromJson(request.body());
      case "application/x-protobuf" -> fromProtobuf(request.body());
      default ->
          throw Refusal.of(
              415, "Expecting 'Content-Type' of application/json or application/x-protobuf");
    };
  }

  /**
   * The call that {@code body} is, read as an agent reads what operators send: its words for bodies
   * that are none differ.
   */
  public C decode(Codec codec, byte[] body) throws Refusal {
    boolean isJson = codec.mediaType().equals(Codec.json().mediaType());
    try {
      return (isJson ? json : protobuf).decode(body);
    } catch (DecodeException e) {
      throw Refusal.badRequest(
          isJson ? JsonWording.bare(body, e) : "Failed to parse body into a protobuf object");
    }
  }

  private C fromJson(byte[] body) throws Refusal {
    try {
      return json.decode(body);
    } catch (DecodeException e) {
      throw Refusal.badRequest(JsonWording.of(body, e));
    }
  }

  private C fromProtobuf(byte[] body) throws Refusal {
    try {
      return protobuf.decode(body);
    } catch (DecodeException e) {
      throw Refusal.badRequest("Failed to parse body into Call protobuf");
    }
  }
}
