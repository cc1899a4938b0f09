/** Tests of the clients against real sockets. */
@NullMarked
package io.mesosjava.client;

import org.jspecify.annotations.NullMarked;
