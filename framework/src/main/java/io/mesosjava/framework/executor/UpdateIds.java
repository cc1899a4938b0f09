package io.mesosjava.framework.executor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Random uuids (version 4) for updates. They are made of the bytes of {@code /dev/urandom}, which
 * is where {@link UUID#randomUUID()} has them from on Linux, but only after it has loaded the JDK's
 * security providers; a task of an executor that was just started would wait for that.
 *
 * @param source of random bytes
 */
record UpdateIds(Path source) implements Supplier<UUID> {

  private static final int BYTES = 16;
  private static final long VERSION_MASK = 0xffff_ffff_ffff_0fffL;
  private static final long VERSION = 0x4000;
  private static final long VARIANT_MASK = 0x3fff_ffff_ffff_ffffL;

  static UpdateIds ofThisMachine() {
    return new UpdateIds(Path.of("/dev/urandom"));
  }

  @Override
  public UUID get() {
    try (InputStream random = Files.newInputStream(source)) {
      byte[] bytes = random.readNBytes(BYTES);
      return bytes.length == BYTES ? version4(ByteBuffer.wrap(bytes)) : UUID.randomUUID();
    } catch (IOException e) {
      return UUID.randomUUID(); // no such source here: the JDK knows another
    }
  }

  static UUID version4(ByteBuffer random) {
    long high = (random.getLong() & VERSION_MASK) | VERSION;
    long low = (random.getLong() & VARIANT_MASK) | Long.MIN_VALUE;
    return new UUID(high, low);
  }
}
