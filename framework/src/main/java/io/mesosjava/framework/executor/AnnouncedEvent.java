package io.mesosjava.framework.executor;

/**
 * An event of the user's own. Implement it, {@linkplain ExecutorDriver#announce announce} it, and
 * it is delivered between the others.
 */
public non-sealed interface AnnouncedEvent extends ExecutorEvent {}
