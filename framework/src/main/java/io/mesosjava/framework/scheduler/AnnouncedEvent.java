package io.mesosjava.framework.scheduler;

/**
 * An event of the user's own. Implement it, {@linkplain SchedulerSession#announce announce} it, and
 * it is delivered between the others.
 *
 * <pre>{@code
 * record JobSubmitted(String name) implements AnnouncedEvent {}
 * }</pre>
 */
public non-sealed interface AnnouncedEvent extends SchedulerEvent {}
