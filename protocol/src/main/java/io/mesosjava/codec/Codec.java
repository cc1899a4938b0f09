package io.mesosjava.codec;

import com.google.protobuf.Message;

/**
 * A form in which messages travel: how one is written as bytes, how bytes are read as one, and the
 * media type that announces it.
 */
public interface Codec {

  /** The binary form of protobuf, {@code application/x-protobuf}. */
  static Codec protobuf() {
    return ProtobufCodec.INSTANCE;
  }

  /**
   * The value of the {@code Content-Type} and {@code Accept} headers, in lower case, without
   * parameters: Mesos compares it as an exact string.
   */
  String mediaType();

  /**
   * {@code message} as bytes.
   *
   * @throws IllegalArgumentException if a required field is missing; the text names each by its
   *     path
   */
  byte[] encode(Message message);

  /**
   * A decoder of messages of {@code prototype}'s type. Making one may cost a walk over the schema;
   * keep it.
   *
   * @param prototype any message of the type, usually the default instance
   */
  <M extends Message> MessageDecoder<M> decoder(M prototype);
}
