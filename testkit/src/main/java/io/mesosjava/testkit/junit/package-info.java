/**
 * JUnit 5: {@link io.mesosjava.testkit.junit.MesosCluster} gives tests a cluster. It needs JUnit
 * 5.13 or newer on the test's class path; the rest of the module needs no JUnit.
 */
@NullMarked
package io.mesosjava.testkit.junit;

import org.jspecify.annotations.NullMarked;
