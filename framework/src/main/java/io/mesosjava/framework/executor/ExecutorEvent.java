package io.mesosjava.framework.executor;

/**
 * What an executor has to deal with, in one order: what the agent sent, what happened to the
 * driver, and what the user has announced.
 *
 * <p>The family is closed but for the user's own events, so that a {@code switch} over it (Java 21)
 * is checked by the compiler. An event of a type that a newer agent sends and this library does not
 * know is an {@link AgentEvent.Unknown}.
 */
public sealed interface ExecutorEvent permits AgentEvent, DriverEvent, AnnouncedEvent {}
