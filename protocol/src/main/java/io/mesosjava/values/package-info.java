/**
 * The values that resources and attributes are made of: scalars in fixed point, ranges of unsigned
 * 64-bit numbers, labels and durations, each with the arithmetic and the text form of Mesos.
 */
@NullMarked
package io.mesosjava.values;

import org.jspecify.annotations.NullMarked;
