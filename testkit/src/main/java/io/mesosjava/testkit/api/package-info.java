/**
 * What the v1 endpoints of masters and agents have in common: how a call is read from a request,
 * which form the answer takes, and the words of the refusals.
 */
@NullMarked
package io.mesosjava.testkit.api;

import org.jspecify.annotations.NullMarked;
