/** Certificates that are made at the start of a cluster, with nothing but the JDK. */
@NullMarked
package io.mesosjava.testkit.tls;

import org.jspecify.annotations.NullMarked;
