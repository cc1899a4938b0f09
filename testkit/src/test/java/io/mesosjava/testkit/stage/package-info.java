/** Tests of the package. */
@NullMarked
package io.mesosjava.testkit.stage;

import org.jspecify.annotations.NullMarked;
