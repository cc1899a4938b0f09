/**
 * Attributes of agents: reading and matching them, and the constraints by which a framework tells
 * the master which agents it wants offers of.
 */
@NullMarked
package io.mesosjava.attributes;

import org.jspecify.annotations.NullMarked;
