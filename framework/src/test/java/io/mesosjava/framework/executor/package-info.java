/** Tests of the executor driver: of its decisions, with a scripted agent, and on a cluster. */
@NullMarked
package io.mesosjava.framework.executor;

import org.jspecify.annotations.NullMarked;
