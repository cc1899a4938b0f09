/**
 * A Mesos cluster inside the JVM.
 *
 * <p>The other packages of this module are its inside and are not exported: {@code stage} (time and
 * the one thread), {@code http} (the server), {@code link} (what masters and agents tell each
 * other), {@code master}, {@code agent}.
 */
@NullMarked
package io.mesosjava.testkit;

import org.jspecify.annotations.NullMarked;
