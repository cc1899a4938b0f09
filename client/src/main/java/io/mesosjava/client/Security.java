package io.mesosjava.client;

import org.jspecify.annotations.Nullable;

/**
 * Whom a client trusts, and who it is.
 *
 * @param tls for {@code https} addresses
 * @param credentials who the client is for the API
 * @param proxy to go through; null for none
 */
record Security(TlsOptions tls, CredentialsProvider credentials, @Nullable HttpProxy proxy) {

  static final Security STANDARD =
      new Security(TlsOptions.STANDARD, CredentialsProvider.none(), null);

  Security with(TlsOptions options) {
    return new Security(options, credentials, proxy);
  }

  Security with(CredentialsProvider provider) {
    return new Security(tls, provider, proxy);
  }

  Security with(HttpProxy through) {
    return new Security(tls, credentials, through);
  }
}
