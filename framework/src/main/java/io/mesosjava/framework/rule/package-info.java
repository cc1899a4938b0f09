/**
 * Rules: what happens around the handling of an event or the sending of a call, in small pieces
 * that compose. They are optional; a session works without any.
 *
 * <p>Start at {@link io.mesosjava.framework.rule.Rule}. The algebra is that of mesos-go's {@code
 * eventrules} and {@code callrules}, written once. What differs: an error is an exception, so it
 * ends the chain by itself, and a rule sees the errors of everything after it, not those before.
 *
 * <table>
 * <caption>mesos-go's names</caption>
 * <tr><th>mesos-go</th><th>here</th></tr>
 * <tr><td>If, Unless, When</td><td>{@code when}, {@code unless}</td></tr>
 * <tr><td>Once, UnlessDone</td><td>{@code once}, {@code unlessDone}</td></tr>
 * <tr><td>RateLimit with OverflowWait, OverflowOtherwise</td><td>{@code limited}</td></tr>
 * <tr><td>Drop, ThenDrop, Fail</td><td>{@code drop}, {@code thenDrop}, {@code fail}</td></tr>
 * <tr><td>DropOnError, DropOnSuccess</td><td>an exception ends the chain; {@code thenDrop}</td></tr>
 * <tr><td>AndThen, OnFailure</td><td>{@code andThen}, {@code onFailure}</td></tr>
 * <tr><td>ErrorList</td><td>{@code Handler.all}: suppressed exceptions</td></tr>
 * <tr><td>Metrics, LogEvents, WithFrameworkID</td><td>{@code Rules}</td></tr>
 * </table>
 */
@NullMarked
package io.mesosjava.framework.rule;

import org.jspecify.annotations.NullMarked;
