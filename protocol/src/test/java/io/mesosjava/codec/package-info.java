/** Tests of the codecs. */
@NullMarked
package io.mesosjava.codec;

import org.jspecify.annotations.NullMarked;
