/** Tests of the package. */
@NullMarked
package io.mesosjava.testkit.http;

import org.jspecify.annotations.NullMarked;
