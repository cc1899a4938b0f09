/** Tests of the embedded agents' containers. */
@NullMarked
package io.mesosjava.testkit.container;

import org.jspecify.annotations.NullMarked;
