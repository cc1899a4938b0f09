package io.mesosjava.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Puts the jars of a class path into one: a JVM looks into each of them when it starts. Of files
 * with the same name the first counts, as on a class path; lists of services are joined.
 */
final class OneJar {

  private static final String SERVICES = "META-INF/services/";

  private OneJar() {}

  /**
   * Writes {@code output}.
   *
   * @throws IOException if a jar cannot be read, or the output cannot be written
   */
  static void write(List<Path> jars, Path output) throws IOException {
    Map<String, ByteArrayOutputStream> services = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    try (OutputStream file = Files.newOutputStream(output);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Path jar : jars) {
        try (JarFile from = new JarFile(jar.toFile())) {
          for (JarEntry entry : Collections.list(from.entries())) {
            copy(from, entry, seen, services, out);
          }
        }
      }
      for (Map.Entry<String, ByteArrayOutputStream> service : services.entrySet()) {
        out.putNextEntry(new JarEntry(service.getKey()));
        service.getValue().writeTo(out);
      }
    }
  }

  private static void copy(
      JarFile from,
      JarEntry entry,
      Set<String> seen,
      Map<String, ByteArrayOutputStream> services,
      JarOutputStream out)
      throws IOException {
    String name = entry.getName();
    if (entry.isDirectory() || isOfOneJarOnly(name)) {
      return;
    }
    try (InputStream in = from.getInputStream(entry)) {
      if (name.startsWith(SERVICES)) {
        ByteArrayOutputStream lines =
            services.computeIfAbsent(name, unused -> new ByteArrayOutputStream());
        in.transferTo(lines);
        lines.write('\n');
      } else if (seen.add(name)) {
        out.putNextEntry(new JarEntry(name));
        in.transferTo(out);
      }
    }
  }

  /** What says something of its jar: its manifest, its signatures, its module, its versions. */
  private static boolean isOfOneJarOnly(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return name.equals(JarFile.MANIFEST_NAME)
        || name.equals("module-info.class")
        || name.startsWith("META-INF/versions/")
        || lower.matches("meta-inf/[^/]*\\.(sf|rsa|dsa|ec)");
  }
}
