/** What every room of mesos-java shares. */
@NullMarked
package io.mesosjava;

import org.jspecify.annotations.NullMarked;
