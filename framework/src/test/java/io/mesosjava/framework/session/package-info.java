/** Tests of what sessions have in common, of logic without threads and of the queue with them. */
@NullMarked
package io.mesosjava.framework.session;

import org.jspecify.annotations.NullMarked;
