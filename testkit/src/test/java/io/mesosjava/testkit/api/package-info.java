/** Tests of the package. */
@NullMarked
package io.mesosjava.testkit.api;

import org.jspecify.annotations.NullMarked;
