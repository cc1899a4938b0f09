package io.mesosjava.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How servers at {@code https} addresses are trusted, and how a client shows who it is. TLS 1.2 and
 * 1.3 are spoken, with the cipher suites of the JVM.
 *
 * <pre>{@code
 * TlsOptions tls =
 *     TlsOptions.builder()
 *         .trustCertificates(Path.of("ca.pem"))
 *         .clientCertificate(Path.of("cert.pem"), Path.of("key.pem"))
 *         .build();
 * }</pre>
 *
 * <p>Files are read when a client is built, and again for every connection: what has changed is
 * used from then on. Files that cannot be used any more are logged as a warning, and what was read
 * before stays in use. Immutable.
 */
public final class TlsOptions {

  /** What the JVM trusts, no client certificate, host names verified. */
  static final TlsOptions STANDARD = builder().build();

  private final @Nullable KeyFiles trust;
  private final @Nullable KeyFiles identity;
  private final boolean verifyHostname;
  private final @Nullable String serverName;

  private TlsOptions(Builder builder) {
    this.trust = builder.trust;
    this.identity = builder.identity;
    this.verifyHostname = builder.verifyHostname;
    this.serverName = builder.serverName;
  }

  /** A builder that trusts what the JVM trusts. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder with these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.trust = trust;
    builder.identity = identity;
    builder.verifyHostname = verifyHostname;
    builder.serverName = serverName;
    return builder;
  }

  /** Whom to trust; null means whom the JVM trusts. */
  @Nullable KeyFiles trust() {
    return trust;
  }

  /** Who the client is; null means nobody. */
  @Nullable KeyFiles identity() {
    return identity;
  }

  boolean verifyHostname() {
    return verifyHostname;
  }

  /** The name that a server's certificate must have, and that it is told. */
  String serverName(Endpoint endpoint) {
    return serverName == null ? endpoint.host() : serverName;
  }

  /** Every file that is read. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    if (trust != null) {
      files.addAll(trust.files());
    }
    if (identity != null) {
      files.addAll(identity.files());
    }
    return files;
  }

  /** Without passwords. */
  @Override
  public String toString() {
    return "TlsOptions[trust="
        + (trust == null ? "JVM" : trust.files())
        + ", identity="
        + (identity == null ? "none" : identity.files())
        + (verifyHostname ? "" : ", host names are not verified")
        + (serverName == null ? "" : ", serverName=" + serverName)
        + "]";
  }

  /** Builds {@link TlsOptions}. Not safe for use from several threads. */
  public static final class Builder {

    private @Nullable KeyFiles trust;
    private @Nullable KeyFiles identity;
    private boolean verifyHostname = true;
    private @Nullable String serverName;

    private Builder() {}

    /**
     * Trusts the certificates in a PEM file, and those that they have signed, in place of what the
     * JVM trusts.
     */
    public Builder trustCertificates(Path pem) {
      this.trust = new KeyFiles.Pem(Objects.requireNonNull(pem, "pem"), null, null);
      return this;
    }

    /**
     * Trusts the certificates in a key store (PKCS #12 or JKS), in place of what the JVM trusts.
     */
    public Builder trustStore(Path file, String password) {
      this.trust = store(file, password);
      return this;
    }

    /**
     * Shows a server that asks for it the certificate in a PEM file, which is followed there by
     * those that lead to one that the server trusts.
     *
     * @param chain the certificates, the client's own first
     * @param key the client's private key, PKCS #8 in PEM, not encrypted
     */
    public Builder clientCertificate(Path chain, Path key) {
      Objects.requireNonNull(chain, "chain");
      this.identity = new KeyFiles.Pem(chain, Objects.requireNonNull(key, "key"), null);
      return this;
    }

    /** As {@link #clientCertificate(Path, Path)}; the key is encrypted with {@code password}. */
    public Builder clientCertificate(Path chain, Path key, String password) {
      Objects.requireNonNull(chain, "chain");
      Objects.requireNonNull(password, "password");
      this.identity = new KeyFiles.Pem(chain, Objects.requireNonNull(key, "key"), password);
      return this;
    }

    /**
     * Shows a server that asks for it the certificate in a key store (PKCS #12 or JKS), whose keys
     * have the same password.
     */
    public Builder keyStore(Path file, String password) {
      this.identity = store(file, password);
      return this;
    }

    private static KeyFiles store(Path file, String password) {
      Objects.requireNonNull(file, "file");
      return new KeyFiles.Store(file, Objects.requireNonNull(password, "password"));
    }

    /**
     * Whether a server's certificate must be for the name that it was reached by; true unless set.
     * If not, anyone with a trusted certificate can stand in for any server.
     */
    public Builder verifyHostname(boolean verify) {
      this.verifyHostname = verify;
      return this;
    }

    /**
     * The name that a server's certificate must be for, and that the server is told (SNI), whatever
     * the host in its address. Unless set, it is that host.
     */
    public Builder serverName(String name) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("serverName: blank (expected: a host name)");
      }
      this.serverName = name;
      return this;
    }

    /** The options set so far. The files are read when a client is built with them. */
    public TlsOptions build() {
      return new TlsOptions(this);
    }
  }
}
