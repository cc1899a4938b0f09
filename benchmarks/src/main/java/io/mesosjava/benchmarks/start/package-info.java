/** How long an executor takes from the start of its process to its first task, and what memory. */
@NullMarked
package io.mesosjava.benchmarks.start;

import org.jspecify.annotations.NullMarked;
