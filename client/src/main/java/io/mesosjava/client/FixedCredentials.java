package io.mesosjava.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Credentials that stay as they are.
 *
 * @param value of the header; null for no header
 */
record FixedCredentials(@Nullable String value) implements CredentialsProvider {

  static final FixedCredentials NONE = new FixedCredentials(null);

  private static final Logger LOG = LoggerFactory.getLogger(CredentialsProvider.class);

  static FixedCredentials basic(String principal, String secret) {
    return basic(principal, secret, LOG::warn);
  }

  /** As {@link CredentialsProvider#basic}; {@code warn} is told what Mesos will not take. */
  static FixedCredentials basic(String principal, String secret, Consumer<String> warn) {
    if (principal.indexOf(':') >= 0 || secret.indexOf(':') >= 0) {
      warn.accept("the principal or the secret has a colon: Mesos will not know " + principal);
    }
    byte[] pair = (principal + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return new FixedCredentials("Basic " + Base64.getEncoder().encodeToString(pair));
  }

  static FixedCredentials bearer(String token) {
    return new FixedCredentials("Bearer " + HeaderRules.checkSecret("token", token));
  }

  @Override
  public @Nullable String authorization(@Nullable String rejected) {
    return value;
  }

  /** By hand, because a record's own needs method handles, which cost a young process much. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FixedCredentials fixed && Objects.equals(value, fixed.value);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(value);
  }

  /** Without the value. */
  @Override
  public String toString() {
    return value == null ? "no credentials" : value.substring(0, value.indexOf(' '));
  }
}
