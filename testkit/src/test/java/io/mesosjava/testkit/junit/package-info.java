@NullMarked
package io.mesosjava.testkit.junit;

import org.jspecify.annotations.NullMarked;
