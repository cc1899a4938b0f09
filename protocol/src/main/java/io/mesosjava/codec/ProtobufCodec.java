package io.mesosjava.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.mesosjava.codec.DecodeException.Problem;
import java.util.Objects;

/** The binary form. */
final class ProtobufCodec implements Codec {

  static final Codec INSTANCE = new ProtobufCodec();

  private ProtobufCodec() {}

  @Override
  public String mediaType() {
    return "application/x-protobuf";
  }

  @Override
  public byte[] encode(Message message) {
    RequiredFields.check(message);
    return message.toByteArray();
  }

  @Override
  public <M extends Message> MessageDecoder<M> decoder(M prototype) {
    return (bytes, offset, length) -> decode(prototype, false, bytes, offset, length);
  }

  @Override
  public <M extends Message> MessageDecoder<M> tolerantDecoder(M prototype) {
    return (bytes, offset, length) -> decode(prototype, true, bytes, offset, length);
  }

  private static <M extends Message> M decode(
      M prototype, boolean tolerant, byte[] bytes, int offset, int length) throws DecodeException {
    @SuppressWarnings("unchecked") // A message's parser makes messages of its own type.
    Parser<M> parser = (Parser<M>) prototype.getParserForType();
    Objects.checkFromIndexSize(offset, length, bytes.length);
    CodedInputStream in = CodedInputStream.newInstance(bytes, offset, length);
    try {
      M message = parser.parsePartialFrom(in);
      in.checkLastTagWas(0);
      if (!Completeness.isComplete(message, bytes, offset, length)) {
        checkMissing(message, tolerant);
      }
      return message;
    } catch (Malformed e) {
      throw DecodeException.of(name(prototype), e);
    } catch (InvalidProtocolBufferException e) {
      Malformed what =
          new Malformed(
              Problem.SYNTAX, in.getTotalBytesRead(), String.valueOf(e.getMessage()), "protobuf");
      throw DecodeException.of(name(prototype), what, e);
    }
  }

  private static void checkMissing(Message message, boolean tolerant) throws Malformed {
    if (!UnknownValues.areAllThatIsMissing(message)) {
      throw Malformed.missing(-1, message.findInitializationErrors());
    }
    if (!tolerant) {
      throw UnknownValues.problem(message).orElseThrow();
    }
  }

  /** Asked for when something is wrong: to have the descriptor, protobuf builds all of them. */
  private static String name(Message prototype) {
    return prototype.getDescriptorForType().getFullName();
  }

  @Override
  public String toString() {
    return mediaType();
  }
}
