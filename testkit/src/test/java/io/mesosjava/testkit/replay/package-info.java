/**
 * Recordings of a real Mesos played against the embedded one. {@link
 * io.mesosjava.testkit.replay.Recording} reads a scenario, {@link
 * io.mesosjava.testkit.replay.Replay} plays it on a cluster whose clock it winds to the recorded
 * times, {@link io.mesosjava.testkit.replay.Bindings} keeps which recorded id stands for which.
 */
@NullMarked
package io.mesosjava.testkit.replay;

import org.jspecify.annotations.NullMarked;
