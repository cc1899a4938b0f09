/**
 * Attributes of agents: reading and matching them, and the constraints by which a framework tells
 * the master which agents it wants offers of.
 *
 * <p>Null, where nothing says {@code @Nullable}, is refused with a {@link NullPointerException}
 * that names the parameter.
 */
@NullMarked
package io.mesosjava.attributes;

import org.jspecify.annotations.NullMarked;
