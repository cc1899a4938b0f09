package io.mesosjava.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of the tests, as it will be when all is packaged. */
final class Jars {

  private Jars() {}

  /** The program that runs this. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * A class path of jars; those that are directories of classes become jars in {@code directory}.
   */
  static String ofThisProcess(Path directory) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (Path entry : classPath()) {
      jars.add(
          Files.isDirectory(entry) ? jar(entry, directory.resolve(jars.size() + ".jar")) : entry);
    }
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static List<Path> classPath() {
    String path = System.getProperty("java.class.path");
    String all = System.getProperty("surefire.test.class.path", path);
    return Arrays.stream(all.split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath())
        .filter(Files::exists)
        .toList();
  }

  private static Path jar(Path classes, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, entries);
      }
    }
    return jar;
  }
}
