package io.mesosjava.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The search for the server that takes one call. Each server is asked once: where a redirect leads
 * comes next, then the others in their order. Only a call that had no effect goes on to another
 * server. Not for use by several threads at once.
 *
 * <pre>{@code
 * LeaderSearch search = servers.search();
 * for (Endpoint server = search.current(); server != null; server = search.next(problem)) {
 *   problem = ask(server);
 *   if (problem == null) {
 *     search.found();
 *     return;
 *   }
 * }
 * throw search.failure();
 * }</pre>
 */
final class LeaderSearch {

  private final Servers servers;
  private final Deque<Endpoint> candidates;
  private final int maxRedirects;
  private final List<Endpoint> asked = new ArrayList<>();
  private final List<CallException> refusals = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  private int redirects;
  private @Nullable Throwable last;
  private boolean notFollowed;

  LeaderSearch(Servers servers, List<Endpoint> candidates, int maxRedirects) {
    this.servers = servers;
    this.candidates = new ArrayDeque<>(candidates);
    this.maxRedirects = maxRedirects;
    this.asked.add(this.candidates.remove());
  }

  /** The server to ask now. */
  Endpoint current() {
    return asked.get(asked.size() - 1);
  }

  /** The current server has taken the call: later searches begin with it. */
  void found() {
    servers.leads(current());
  }

  /**
   * What to do after {@code problem} with the current server.
   *
   * @return the server to ask next; null if the search is over
   */
  @Nullable Endpoint next(Throwable problem) {
    last = problem;
    if (isElsewhere(problem)) {
      servers.failed(current());
    }
    Endpoint next = null;
    if (problem instanceof ApiException refusal && refusal.isRedirect()) {
      next = maxRedirects == 0 ? null : afterRedirect(refusal);
    } else if (problem instanceof CallException refusal && mayBeTakenElsewhere(refusal)) {
      refused(refusal, "");
      next = nextCandidate();
    }
    if (next != null) {
      asked.add(next);
    }
    return next;
  }

  private static boolean mayBeTakenElsewhere(CallException refusal) {
    return refusal instanceof CallNotSentException
        || (refusal instanceof ApiException answer && answer.isRetryable());
  }

  /** Whether another attempt had better begin with another server. */
  private static boolean isElsewhere(Throwable problem) {
    return !(problem instanceof ApiException answer) || answer.isRetryable() || answer.isRedirect();
  }

  private @Nullable Endpoint afterRedirect(ApiException redirect) {
    Endpoint target = Redirects.target(redirect);
    if (target == null) {
      refused(redirect, " (not followed: expected an address of the same scheme)");
    } else if (wasAsked(target)) {
      refused(redirect, " (not followed: was asked already)");
    } else if (redirects == maxRedirects) {
      refused(redirect, " (not followed: expected at most " + maxRedirects + " redirects)");
    } else {
      refused(redirect, "");
      redirects++;
      return target;
    }
    notFollowed = true;
    return nextCandidate();
  }

  private void refused(CallException refusal, String note) {
    refusals.add(refusal);
    said.add(refusal.endpoint() + ": " + refusal.problem() + note);
  }

  private @Nullable Endpoint nextCandidate() {
    Endpoint next = candidates.poll();
    while (next != null && wasAsked(next)) {
      next = candidates.poll();
    }
    return next;
  }

  private boolean wasAsked(Endpoint server) {
    return asked.stream().anyMatch(server::isSameServer);
  }

  /**
   * After {@link #next} gave null: what the caller is told. It is the last problem itself, or, when
   * that is the last of several refusals, all of them.
   */
  Throwable failure() {
    Throwable problem = Objects.requireNonNull(last, "nothing failed");
    boolean refused = !refusals.isEmpty() && refusals.get(refusals.size() - 1) == problem;
    return refused && (notFollowed || refusals.size() > 1)
        ? new NoLeaderException(refusals, said)
        : problem;
  }
}
