/** Tests of the embedded agents. */
@NullMarked
package io.mesosjava.testkit.agent;

import org.jspecify.annotations.NullMarked;
