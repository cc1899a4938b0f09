/**
 * The driver of a custom executor: its environment, its subscription with the agent, its tasks.
 * Start at {@link io.mesosjava.framework.executor.ExecutorDriver}.
 *
 * <p>Null arguments throw {@link java.lang.NullPointerException}.
 */
@NullMarked
package io.mesosjava.framework.executor;

import org.jspecify.annotations.NullMarked;
