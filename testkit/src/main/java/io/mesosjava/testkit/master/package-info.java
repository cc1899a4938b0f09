/**
 * A Mesos master: state, the decisions of master and allocator, and the two APIs in front of them.
 * Everything runs on the stage; nothing here is safe for use by other threads.
 *
 * <p>Start reading at {@link io.mesosjava.testkit.master.Master}.
 */
@NullMarked
package io.mesosjava.testkit.master;

import org.jspecify.annotations.NullMarked;
