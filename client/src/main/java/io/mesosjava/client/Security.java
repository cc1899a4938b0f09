package io.mesosjava.client;

import org.jspecify.annotations.Nullable;

/**
 * Whom a client trusts, and who it is.
 *
 * @param tls for {@code https} addresses
 * @param proxy to go through; null for none
 */
record Security(TlsOptions tls, @Nullable HttpProxy proxy) {

  static final Security STANDARD = new Security(TlsOptions.STANDARD, null);
}
