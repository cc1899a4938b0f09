package io.mesosjava.framework.executor;

import io.mesosjava.framework.SessionState;

/**
 * How a driver is at a moment.
 *
 * @param state its state
 * @param generation counts its attempts to subscribe
 * @param failures how many attempts, or subscriptions that did not last, came in a row
 * @param tasks how many tasks have not ended, or their end is not acknowledged
 * @param unacknowledged how many updates the agent has not acknowledged
 * @param queued how many events wait to be taken
 * @param unknownEvents how many events of unknown type came
 */
public record DriverStatus(
    SessionState state,
    long generation,
    int failures,
    int tasks,
    int unacknowledged,
    int queued,
    long unknownEvents) {}
