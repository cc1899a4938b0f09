package io.mesosjava.client;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where certificates and keys are kept. Passwords are not shown. */
sealed interface KeyFiles {

  /** What must be read. */
  List<Path> files();

  /**
   * Certificates in PEM, and a key in PEM, if there is one.
   *
   * @param password of the key; null if it is not encrypted
   */
  record Pem(Path certificates, @Nullable Path key, @Nullable String password) implements KeyFiles {

    @Override
    public List<Path> files() {
      return key == null ? List.of(certificates) : List.of(certificates, key);
    }

    @Override
    public String toString() {
      return files().toString();
    }
  }

  /** A key store. */
  record Store(Path file, String password) implements KeyFiles {

    @Override
    public List<Path> files() {
      return List.of(file);
    }

    @Override
    public String toString() {
      return files().toString();
    }
  }
}
