/**
 * What is known of a framework's tasks, from status updates and reconciliation.
 *
 * <p>Start at {@link io.mesosjava.framework.task.TaskTracker}. It is optional; a framework that
 * keeps books of its own needs nothing of this.
 */
@NullMarked
package io.mesosjava.framework.task;

import org.jspecify.annotations.NullMarked;
