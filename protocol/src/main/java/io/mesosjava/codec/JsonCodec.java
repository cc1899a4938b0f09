package io.mesosjava.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.mesosjava.codec.DecodeException.Problem;
import java.util.Objects;

/** The JSON that Mesos speaks, which is not the JSON of protobuf 3. */
final class JsonCodec implements Codec {

  static final Codec INSTANCE = new JsonCodec();

  private JsonCodec() {}

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public byte[] encode(Message message) {
    RequiredFields.check(message);
    return JsonWriter.write(MessageShape.of(message.getDescriptorForType()), message.toByteArray());
  }

  @Override
  public <M extends Message> MessageDecoder<M> decoder(M prototype) {
    return decoder(prototype, false);
  }

  @Override
  public <M extends Message> MessageDecoder<M> tolerantDecoder(M prototype) {
    return decoder(prototype, true);
  }

  private static <M extends Message> MessageDecoder<M> decoder(M prototype, boolean tolerant) {
    MessageShape shape = MessageShape.of(prototype.getDescriptorForType());
    @SuppressWarnings("unchecked") // A message's parser makes messages of its own type.
    Parser<M> parser = (Parser<M>) prototype.getParserForType();
    return (bytes, offset, length) -> {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      try {
        return message(parser, JsonReader.read(shape, tolerant, bytes, offset, length));
      } catch (Malformed e) {
        throw DecodeException.of(shape.typeName, e);
      } catch (InvalidProtocolBufferException e) {
        Malformed what =
            new Malformed(Problem.BAD_VALUE, -1, String.valueOf(e.getMessage()), "a message");
        throw DecodeException.of(shape.typeName, what, e);
      }
    };
  }

  private static <M extends Message> M message(Parser<M> parser, JsonReader read)
      throws Malformed, InvalidProtocolBufferException {
    CodedInputStream in = read.wire();
    in.enableAliasing(true);
    in.setRecursionLimit(JsonScanner.MAX_DEPTH);
    M message = parser.parsePartialFrom(in);
    if (read.incompleteAt() >= 0) {
      throw Malformed.missing(read.incompleteAt(), message.findInitializationErrors());
    }
    return message;
  }

  @Override
  public String toString() {
    return mediaType();
  }
}
