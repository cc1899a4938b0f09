package io.mesosjava.framework.scheduler;

import io.mesosjava.framework.session.Life;
import io.mesosjava.framework.store.FrameworkIdStore;
import io.mesosjava.v1.FrameworkID;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a session was built with; validated by {@link SchedulerSessionBuilder}. */
record SessionSettings(
    FrameworkIdStore idStore,
    Optional<FrameworkID> firstId,
    RemovedFrameworkPolicy removedPolicy,
    ReconciliationPolicy reconciliation,
    AcknowledgementMode acknowledgement,
    SchedulerListener listener,
    Life.Policy policy,
    int queueCapacity,
    boolean updatesFirst,
    boolean deliverHeartbeats,
    RandomGenerator chance) {}
