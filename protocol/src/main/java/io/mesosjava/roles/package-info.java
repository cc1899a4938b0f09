/**
 * Roles: paths such as {@code eng/dev} to which resources are reserved and allocated. {@link
 * io.mesosjava.roles.Role} holds the rules; messages carry roles as plain text.
 *
 * <p>Null, where nothing says {@code @Nullable}, is refused with a {@link NullPointerException}
 * that names the parameter.
 */
@NullMarked
package io.mesosjava.roles;

import org.jspecify.annotations.NullMarked;
