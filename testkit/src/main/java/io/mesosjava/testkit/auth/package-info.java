/**
 * Who asks: libprocess' authenticators, by realm, and the tokens of executors. It stands in front
 * of a server's handlers; what it finds out is {@link
 * io.mesosjava.testkit.http.Exchange#principal}.
 */
@NullMarked
package io.mesosjava.testkit.auth;

import org.jspecify.annotations.NullMarked;
