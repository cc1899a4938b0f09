/**
 * Clients of the Mesos v1 HTTP APIs, one type per API, over one transport. Start at {@link
 * io.mesosjava.client.SchedulerClient}.
 *
 * <p>Clients are immutable and may be used from any thread; what they open ends when they are
 * closed. Every call has an asynchronous form that returns a {@link
 * java.util.concurrent.CompletionStage} and a blocking twin. Stages are completed on the client's
 * I/O thread: what hangs on them must not block, and a blocking method called there throws {@link
 * java.lang.IllegalStateException}. Null arguments throw {@link java.lang.NullPointerException}.
 *
 * <p>The type of an exception is the decision it calls for:
 *
 * <ul>
 *   <li>{@link io.mesosjava.client.ApiException}: the server refused; ask it what that means.
 *   <li>{@link io.mesosjava.client.CallNotSentException}: nothing was sent; the call may be made
 *       again.
 *   <li>{@link io.mesosjava.client.CallOutcomeUnknownException}: the call was sent and nobody can
 *       say what became of it.
 *   <li>{@link io.mesosjava.ProtocolException}: the bytes are not what the protocol says.
 *   <li>any other {@link java.io.IOException}: the transport failed.
 * </ul>
 */
@NullMarked
package io.mesosjava.client;

import org.jspecify.annotations.NullMarked;
