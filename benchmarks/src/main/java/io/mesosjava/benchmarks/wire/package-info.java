/**
 * This client beside others, over real sockets, against one stub of a master. {@link
 * io.mesosjava.benchmarks.wire.WireMain} runs it.
 *
 * <p>The stub runs in the driver's virtual machine, every contender in a fresh one of its own: what
 * processor time and memory that one uses is the contender's.
 */
@NullMarked
package io.mesosjava.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
