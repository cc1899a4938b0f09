/** Tests of the package. */
@NullMarked
package io.mesosjava.testkit.master;

import org.jspecify.annotations.NullMarked;
