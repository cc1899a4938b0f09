/** Tests of what every framework needs. */
@NullMarked
package io.mesosjava.framework;

import org.jspecify.annotations.NullMarked;
