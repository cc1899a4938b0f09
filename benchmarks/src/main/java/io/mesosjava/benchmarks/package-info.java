/**
 * Benchmarks. {@link io.mesosjava.benchmarks.Main} runs them; {@code docs/benchmarks.md} has the
 * figures.
 */
@NullMarked
package io.mesosjava.benchmarks;

import org.jspecify.annotations.NullMarked;
