/**
 * The managed session of a scheduler: it keeps a framework subscribed, delivers what happens as one
 * queue of events, and takes calls. Start at {@link
 * io.mesosjava.framework.scheduler.SchedulerSession}.
 *
 * <p>Null arguments throw {@link java.lang.NullPointerException}. The stages that calls return are
 * completed on the client's I/O thread: what hangs on them must not block.
 */
@NullMarked
package io.mesosjava.framework.scheduler;

import org.jspecify.annotations.NullMarked;
