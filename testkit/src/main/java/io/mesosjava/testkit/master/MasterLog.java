package io.mesosjava.testkit.master;

import io.mesosjava.testkit.stage.Stage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/**
 * The file {@code /master/log}, as operators read it. It is kept in memory and says little; when it
 * is full, nothing is added.
 */
final class MasterLog {

  static final String PATH = "/master/log";

  private static final int LIMIT = 1 << 20;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd HH:mm:ss.SSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Stage stage;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  MasterLog(Stage stage) {
    this.stage = stage;
    bytes.writeBytes(
        "Log line format: [IWEF]yyyymmdd hh:mm:ss.uuuuuu file:line] msg\n"
            .getBytes(StandardCharsets.UTF_8));
  }

  void info(String message) {
    byte[] line =
        ("I" + TIME.format(stage.now()) + " master.cpp:1] " + message + "\n")
            .getBytes(StandardCharsets.UTF_8);
    if (bytes.size() + line.length <= LIMIT) {
      bytes.writeBytes(line);
    }
  }

  int size() {
    return bytes.size();
  }

  /** The part from {@code offset}; nothing where there is none. */
  byte[] read(long offset, long length) {
    if (Long.compareUnsigned(offset, size()) >= 0) {
      return new byte[0];
    }
    int start = (int) offset;
    return Arrays.copyOfRange(bytes.toByteArray(), start, (int) Math.min(size(), start + length));
  }
}
