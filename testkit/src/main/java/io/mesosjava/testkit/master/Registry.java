package io.mesosjava.testkit.master;

/**
 * What a cluster's masters remember together, so that it outlives each of them: Mesos' replicated
 * log. One for all masters of a cluster; only the leading one uses it, on the stage.
 */
public final class Registry {}
