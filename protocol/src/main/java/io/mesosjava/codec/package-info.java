/**
 * The forms in which Mesos writes a message, behind one interface: {@link
 * io.mesosjava.codec.Codec}.
 *
 * <p>Codecs and decoders are immutable and may be used from any thread. Null arguments throw {@link
 * java.lang.NullPointerException}.
 */
@NullMarked
package io.mesosjava.codec;

import org.jspecify.annotations.NullMarked;
