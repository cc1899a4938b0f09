/**
 * The thread and the clock of a cluster. Masters and agents are state machines without locks: every
 * one of their methods runs on the {@link io.mesosjava.testkit.stage.Stage} of their cluster.
 */
@NullMarked
package io.mesosjava.testkit.stage;

import org.jspecify.annotations.NullMarked;
