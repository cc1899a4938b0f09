package io.mesosjava.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Credentials whose secret is in a file, which is read each time. */
final class SecretFile implements CredentialsProvider {

  private final Path file;
  private final Function<String, FixedCredentials> credentials;
  // Guarded by this: what was made last, so that what is wrong with a secret is told once.
  private @Nullable String known;
  private FixedCredentials made = FixedCredentials.NONE;

  SecretFile(Path file, Function<String, FixedCredentials> credentials) {
    this.file = Objects.requireNonNull(file, "file");
    this.credentials = credentials;
  }

  @Override
  public synchronized @Nullable String authorization(@Nullable String rejected) throws IOException {
    String secret = Files.readString(file);
    if (secret.endsWith("\n")) {
      secret = secret.substring(0, secret.length() - (secret.endsWith("\r\n") ? 2 : 1));
    }
    if (secret.isEmpty()) {
      throw new IOException(file + ": empty (expected: a secret)");
    }
    try {
      if (!secret.equals(known)) {
        made = credentials.apply(secret);
        known = secret;
      }
      return made.value();
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return "secret in " + file;
  }
}
