/**
 * The example scheduler: it launches a number of command tasks and ends when all have finished.
 *
 * <p>{@link io.mesosjava.examples.ExampleScheduler} is the loop over events, {@link
 * io.mesosjava.examples.TaskBook} decides, {@link io.mesosjava.examples.SchedulerOptions} are the
 * flags.
 */
@NullMarked
package io.mesosjava.examples;

import org.jspecify.annotations.NullMarked;
