/** The {@code mesos-java} command. */
@NullMarked
package io.mesosjava.cli;

import org.jspecify.annotations.NullMarked;
