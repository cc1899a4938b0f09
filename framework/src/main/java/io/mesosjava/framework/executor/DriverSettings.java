package io.mesosjava.framework.executor;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What a driver was built with; validated by {@link ExecutorDriverBuilder}. */
record DriverSettings(
    ExecutorEnvironment environment,
    ExecutorListener listener,
    HostProcess process,
    Duration heartbeatInterval,
    Duration agentSilence,
    int queueCapacity,
    RandomGenerator chance,
    InstantSource wallClock,
    Supplier<UUID> uuids) {}
