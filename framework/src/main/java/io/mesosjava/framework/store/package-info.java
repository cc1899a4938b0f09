/**
 * Where a framework's id outlives its scheduler. Start at {@link
 * io.mesosjava.framework.store.FrameworkIdStore}.
 *
 * <p>Null arguments throw {@link java.lang.NullPointerException}.
 */
@NullMarked
package io.mesosjava.framework.store;

import org.jspecify.annotations.NullMarked;
