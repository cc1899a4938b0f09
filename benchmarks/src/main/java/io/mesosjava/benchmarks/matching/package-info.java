/** Matching of tasks to offers compared with Fenzo, and what it costs to track a task. */
@NullMarked
package io.mesosjava.benchmarks.matching;

import org.jspecify.annotations.NullMarked;
