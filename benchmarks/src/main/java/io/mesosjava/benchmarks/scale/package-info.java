/** How much an embedded cluster bears. */
@NullMarked
package io.mesosjava.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
