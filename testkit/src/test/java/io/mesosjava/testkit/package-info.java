/** Tests of the embedded cluster as its users see it. */
@NullMarked
package io.mesosjava.testkit;

import org.jspecify.annotations.NullMarked;
