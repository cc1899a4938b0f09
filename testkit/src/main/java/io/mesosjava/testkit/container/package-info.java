/**
 * Containers of the embedded agents: real processes in their own session, with a sandbox directory.
 *
 * <p>Starting points: {@link io.mesosjava.testkit.container.Containers} (all containers of one work
 * directory) and {@link io.mesosjava.testkit.container.Container} (one of them). Everything that
 * knows about shells, signals and {@code /proc} is here; nothing here knows about frameworks, tasks
 * or masters.
 *
 * <p>The promise of this package: no process outlives its cluster. It is kept by {@code Guard}, a
 * shell per work directory that ends whatever is left when the JVM goes, however it goes.
 */
@NullMarked
package io.mesosjava.testkit.container;

import org.jspecify.annotations.NullMarked;
