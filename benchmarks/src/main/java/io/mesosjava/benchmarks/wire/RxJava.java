package io.mesosjava.benchmarks.wire;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where mesos-rxjava's contender is. Its libraries clash with ours, so it has a module, and a class
 * path, of its own.
 */
final class RxJava {

  static final String MAIN = "io.mesosjava.benchmarks.rxjava.RxContender";

  private RxJava() {}

  /** The class path; empty when the module was not built. */
  static String classPath() {
    Path target = Path.of("benchmarks", "rxjava", "target");
    return Files.isDirectory(target.resolve("lib"))
        ? target.resolve("classes") + ":" + target.resolve("lib") + "/*"
        : "";
  }
}
