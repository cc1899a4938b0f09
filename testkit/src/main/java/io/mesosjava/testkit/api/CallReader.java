package io.mesosjava.testkit.api;

import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.DecodeException;
import io.mesosjava.codec.MessageDecoder;
import io.mesosjava.testkit.http.Request;
import java.nio.charset.StandardCharsets;

/**
 * Takes a call out of a request, or refuses it: method, content type and body are judged in Mesos'
 * order and words.
 *
 * @param <C> the type of the calls
 */
public final class CallReader<C extends Message> {

  private static final String CONVERTING = "Failed to convert JSON into Call protobuf: ";

  private final C prototype;
  private final MessageDecoder<C> protobuf;

  /** A reader of calls of {@code prototype}'s type. */
  public CallReader(C prototype) {
    this.prototype = prototype;
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
      case "application/json" -> fromJson(request.body(), CONVERTING);
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
    if (codec.mediaType().equals(Codec.json().mediaType())) {
      return fromJson(body, "");
    }
    try {
      return protobuf.decode(body);
    } catch (DecodeException e) {
      throw Refusal.badRequest("Failed to parse body into a protobuf object");
    }
  }

  /** The call that {@code json} is, as {@link #read} reads it. */
  public C fromJson(byte[] json) throws Refusal {
    return fromJson(json, CONVERTING);
  }

  /**
   * Refuses what is no JSON.
   *
   * @param error how the text about it starts
   */
  public void requireJson(String text, String error) throws Refusal {
    try {
      JsonValue unused = JsonText.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (JsonException e) {
      throw Refusal.badRequest(error + e.getMessage());
    }
  }

  private C fromJson(byte[] body, String converting) throws Refusal {
    return call(parsed(body), converting);
  }

  private static JsonValue parsed(byte[] body) throws Refusal {
    try {
      return JsonText.parse(body);
    } catch (JsonException e) {
      throw Refusal.badRequest("Failed to parse body into JSON: " + e.getMessage());
    }
  }

  @SuppressWarnings("unchecked") // A builder makes messages of its prototype's type.
  private C call(JsonValue value, String converting) throws Refusal {
    try {
      return (C) JsonCall.of(value, prototype);
    } catch (JsonException e) {
      throw Refusal.badRequest(converting + e.getMessage());
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
