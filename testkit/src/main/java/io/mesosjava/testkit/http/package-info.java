/**
 * HTTP as Mesos' libprocess speaks it: routes by prefix, answers in the order of the requests,
 * streams of records. The only package that knows Netty.
 */
@NullMarked
package io.mesosjava.testkit.http;

import org.jspecify.annotations.NullMarked;
