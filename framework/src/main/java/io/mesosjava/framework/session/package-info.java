/**
 * What sessions have in common, whoever takes part in them: their life, their queue, their thread.
 * Not exported.
 *
 * <p>{@link io.mesosjava.framework.session.Life} decides, {@link
 * io.mesosjava.framework.session.SessionThread} acts, {@link
 * io.mesosjava.framework.session.EventQueue} is the hand-over to the user.
 */
@NullMarked
package io.mesosjava.framework.session;

import org.jspecify.annotations.NullMarked;
