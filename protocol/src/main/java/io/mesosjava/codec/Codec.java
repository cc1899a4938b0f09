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
   * The JSON that Mesos speaks, {@code application/json}.
   *
   * <p>It differs from protobuf's own mapping: fields have their exact names and come in the order
   * of declaration, 64-bit numbers are numbers, infinite ones are strings, and an optional field
   * that has a default is written although it is not set, so {@code has…()} may differ from the
   * binary form. When reading, fields and names of enum values that are not known are skipped, null
   * is no value, and the last value of a key that stands twice counts.
   */
  static Codec json() {
    return JsonCodec.INSTANCE;
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
   *     path. One that {@link #tolerantDecoder} has read is not missing: it is written as it was
   *     read, by the same codec
   */
  byte[] encode(Message message);

  /**
   * A decoder of messages of {@code prototype}'s type. Making one may cost a walk over the schema;
   * keep it.
   *
   * @param prototype any message of the type, usually the default instance
   */
  <M extends Message> MessageDecoder<M> decoder(M prototype);

  /**
   * As {@link #decoder}, for what a newer Mesos may send: a required field of an enum whose value
   * is none that is known here does not make the message unreadable, as it does otherwise.
   *
   * <p>Such a message is not {@linkplain Message#isInitialized() initialized}. The field is not
   * set: its getter gives the first value of the enum, which means nothing. What stood there is
   * among the unknown fields of the message that it is a field of, under its number: the number of
   * the value, or, in JSON, its name.
   */
  <M extends Message> MessageDecoder<M> tolerantDecoder(M prototype);
}
