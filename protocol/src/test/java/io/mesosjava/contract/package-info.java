/** What holds for the public API of all packages of this module. */
@NullMarked
package io.mesosjava.contract;

import org.jspecify.annotations.NullMarked;
