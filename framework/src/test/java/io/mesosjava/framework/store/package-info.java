/** Tests of the stores of framework ids. */
@NullMarked
package io.mesosjava.framework.store;

import org.jspecify.annotations.NullMarked;
