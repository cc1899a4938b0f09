package io.mesosjava.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;

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
    String type = prototype.getDescriptorForType().getFullName();
    @SuppressWarnings("unchecked") // A message's parser makes messages of its own type.
    Parser<M> parser = (Parser<M>) prototype.getParserForType();
    return (bytes, offset, length) -> decode(type, parser, bytes, offset, length);
  }

  private static <M extends Message> M decode(
      String type, Parser<M> parser, byte[] bytes, int offset, int length) throws DecodeException {
    CodedInputStream in = CodedInputStream.newInstance(bytes, offset, length);
    in.enableAliasing(true);
    try {
      M message = parser.parseFrom(in);
      in.checkLastTagWas(0);
      return message;
    } catch (InvalidProtocolBufferException e) {
      boolean incomplete =
          e.getUnfinishedMessage() != null && !e.getUnfinishedMessage().isInitialized();
      long position = incomplete ? -1 : in.getTotalBytesRead();
      throw new DecodeException(type, position, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public String toString() {
    return mediaType();
  }
}
