package io.mesosjava.framework.scheduler;

/**
 * What a scheduler has to deal with, in one order: what the master sent, what happened to the
 * session, and what the user has announced.
 *
 * <p>The family is closed but for the user's own events, so that a {@code switch} over it (Java 21)
 * or {@link EventCases} is checked by the compiler. An event of a type that a newer master sends
 * and this library does not know is a {@link MasterEvent.Unknown}.
 */
public sealed interface SchedulerEvent permits MasterEvent, SessionEvent, AnnouncedEvent {}
