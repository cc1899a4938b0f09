/**
 * The agents of the embedded cluster.
 *
 * <p>Starting point: {@link io.mesosjava.testkit.agent.Agent}. All state lives on the stage. What
 * decides is apart from what acts: {@code StatusUpdateStream} and {@code CommandTask} are plain
 * state machines; {@code StatusUpdates} and {@code CommandExecutor} carry out what they say, with
 * timers and processes.
 */
@NullMarked
package io.mesosjava.testkit.agent;

import org.jspecify.annotations.NullMarked;
