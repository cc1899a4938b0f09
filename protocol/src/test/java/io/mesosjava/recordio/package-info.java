/** Tests of RecordIO. */
@NullMarked
package io.mesosjava.recordio;

import org.jspecify.annotations.NullMarked;
