package io.mesosjava.framework.scheduler;

import io.mesosjava.framework.SessionState;
import io.mesosjava.v1.FrameworkID;
import java.util.Optional;

/**
 * How a session is at a moment.
 *
 * @param state its state
 * @param generation counts its attempts to subscribe
 * @param failures how many attempts, or subscriptions that did not last, came in a row
 * @param frameworkId the framework's id, if it has one
 * @param queued how many events wait to be taken
 * @param mostQueued the most that ever waited
 * @param unknownEvents how many events of unknown type came
 */
public record SessionStatus(
    SessionState state,
    long generation,
    int failures,
    Optional<FrameworkID> frameworkId,
    int queued,
    int mostQueued,
    long unknownEvents) {}
