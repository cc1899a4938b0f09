/** Tests against what Mesos was recorded to send and to take. */
@NullMarked
package io.mesosjava.recordings;

import org.jspecify.annotations.NullMarked;
