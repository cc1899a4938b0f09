package io.mesosjava.resources;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mesosjava.codec.Codec;
import io.mesosjava.codec.DecodeException;
import io.mesosjava.codec.MessageDecoder;
import io.mesosjava.v1.Request;
import io.mesosjava.v1.Resource;
import io.mesosjava.values.ValueFormatException;
import java.util.List;

/**
 * Resources as a JSON array, the form for what the short text cannot say: disks, dynamic and
 * refined reservations, revocable and shared resources.
 */
final class ResourceJson {

  // The codec knows messages, and Request is one that holds nothing but resources.
  private static final String HEAD = "{\"resources\":";
  private static final String TAIL = "}";
  private static final MessageDecoder<Request> DECODER =
      Codec.json().decoder(Request.getDefaultInstance());

  private ResourceJson() {}

  /** Whether {@code text} is meant as JSON: the short text never starts like an array. */
  static boolean isMeantBy(String text) {
    return text.stripLeading().startsWith("[");
  }

  static List<Resource> read(String text) {
    JsonShape.checkObjects(text);
    byte[] bytes = (HEAD + text + TAIL).getBytes(UTF_8);
    try {
      return DECODER.decode(bytes).getResourcesList();
    } catch (DecodeException e) {
      int position = (int) Math.min(Math.max(e.position(), HEAD.length()), bytes.length);
      int column = new String(bytes, 0, position, UTF_8).length() - HEAD.length() + 1;
      throw new ValueFormatException(
          e.path() + ": " + e.found() + " (expected: " + e.expected() + ")",
          Math.min(column, text.length() + 1));
    }
  }

  static String write(List<Resource> resources) {
    if (resources.isEmpty()) {
      return "[]";
    }
    Request request = Request.newBuilder().addAllResources(resources).build();
    String text = new String(Codec.json().encode(request), UTF_8);
    return text.substring(HEAD.length(), text.length() - TAIL.length());
  }

  /** {@code resources} as a master prints a message field: the keys of every object in order. */
  static String sorted(List<Resource> resources) {
    return new SortedJson(write(resources)).text();
  }
}
