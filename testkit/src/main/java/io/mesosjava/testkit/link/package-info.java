/**
 * What masters and agents tell each other. Both sides are interfaces that the receiver implements;
 * {@link io.mesosjava.testkit.link.Wire} carries each call to it as an event of its own, so nobody
 * is ever called from inside their own call, and a fault can stand between.
 */
@NullMarked
package io.mesosjava.testkit.link;

import org.jspecify.annotations.NullMarked;
