/**
 * The values that resources and attributes are made of: scalars in fixed point, ranges of unsigned
 * 64-bit numbers, labels and durations, each with the arithmetic and the text form of Mesos.
 *
 * <p>Null, where nothing says {@code @Nullable}, is refused with a {@link NullPointerException}
 * that names the parameter.
 */
@NullMarked
package io.mesosjava.values;

import org.jspecify.annotations.NullMarked;
