/** Tests of the scheduler's session: of its decisions, and of the whole on an embedded cluster. */
@NullMarked
package io.mesosjava.framework.scheduler;

import org.jspecify.annotations.NullMarked;
