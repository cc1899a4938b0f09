package io.mesosjava.testkit.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What processes have used so far.
 *
 * @param userSeconds of the processor, in user mode
 * @param systemSeconds of the processor, in the kernel
 * @param residentBytes of memory
 */
public record Usage(double userSeconds, double systemSeconds, long residentBytes) {

  private static final double TICKS_PER_SECOND = 100;
  private static final long PAGE = 4096;

  /** Fields of {@code /proc/<pid>/stat} behind the name, from 0. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;
  private static final int PAGES = 21;

  /** That of these processes; those that are gone, or not to be seen, count nothing. */
  static Usage of(List<Long> pids) {
    double user = 0;
    double system = 0;
    long pages = 0;
    for (long pid : pids) {
      String[] fields = fields(pid);
      if (fields.length > PAGES) {
        user += Double.parseDouble(fields[USER]);
        system += Double.parseDouble(fields[SYSTEM]);
        pages += Long.parseLong(fields[PAGES]);
      }
    }
    return new Usage(user / TICKS_PER_SECOND, system / TICKS_PER_SECOND, pages * PAGE);
  }

  private static String[] fields(long pid) {
    try {
      String stat =
          Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.UTF_8);
      return stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    } catch (IOException e) {
      return new String[0];
    }
  }
}
