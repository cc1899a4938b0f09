package io.mesosjava.codec;

/**
 * Reads messages of one type.
 *
 * @param <M> the type
 */
public interface MessageDecoder<M> {

  /**
   * The message that {@code length} bytes of {@code bytes} from {@code offset} hold.
   *
   * <p>The message has what it keeps to itself: the array may be used again.
   *
   * @throws DecodeException if the bytes are not such a message
   * @throws IndexOutOfBoundsException if the range is not within the array
   */
  M decode(byte[] bytes, int offset, int length) throws DecodeException;

  /**
   * The message that {@code bytes} hold; as {@link #decode(byte[], int, int)} of the whole array.
   *
   * @throws DecodeException if the bytes are not such a message
   */
  default M decode(byte[] bytes) throws DecodeException {
    return decode(bytes, 0, bytes.length);
  }
}
