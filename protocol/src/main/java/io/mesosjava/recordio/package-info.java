/**
 * RecordIO, the framing of Mesos' event streams: the length of a record as decimal digits, a
 * newline, that many bytes; and again.
 *
 * <p>{@link io.mesosjava.recordio.RecordDecoder} takes chunks as a network delivers them, {@link
 * io.mesosjava.recordio.RecordReader} reads an {@link java.io.InputStream}, {@link
 * io.mesosjava.recordio.RecordEncoder} writes. None is safe for use from several threads at once.
 * Null arguments throw {@link java.lang.NullPointerException}.
 */
@NullMarked
package io.mesosjava.recordio;

import org.jspecify.annotations.NullMarked;
