/**
 * What every framework needs, whatever it schedules. The session of a scheduler and what belongs to
 * it have packages of their own below this one.
 *
 * <p>Null arguments throw {@link java.lang.NullPointerException}.
 */
@NullMarked
package io.mesosjava.framework;

import org.jspecify.annotations.NullMarked;
