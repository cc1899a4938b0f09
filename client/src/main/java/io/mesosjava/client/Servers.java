package io.mesosjava.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The servers of a client: those that it was configured with, and the one that was last found to
 * lead. May be used from any thread.
 */
final class Servers {

  /** What was learned: the leader, if one is known, and the configured server to begin with. */
  private record Known(@Nullable Endpoint leader, int first) {}

  private final List<Endpoint> configured;
  private final int maxRedirects;

  /** Written under this object's monitor, in which nobody waits. */
  private volatile Known known = new Known(null, 0);

  Servers(List<Endpoint> configured, int maxRedirects) {
    this.configured = List.copyOf(configured);
    this.maxRedirects = maxRedirects;
  }

  /** The servers that {@code settings} name, at {@code defaultPath} where they have no path. */
  static Servers of(Settings settings, String defaultPath) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (URI address : settings.servers()) {
      endpoints.add(Endpoint.of(address, defaultPath));
    }
    return new Servers(endpoints, settings.limits().redirects());
  }

  /** The server to ask first. */
  Endpoint current() {
    Known now = known;
    return now.leader() != null ? now.leader() : configured.get(now.first());
  }

  /** A search for the server that takes one call; it begins with {@link #current()}. */
  LeaderSearch search() {
    Known now = known;
    List<Endpoint> candidates = new ArrayList<>();
    if (now.leader() != null) {
      candidates.add(now.leader());
    }
    candidates.addAll(configured.subList(now.first(), configured.size()));
    candidates.addAll(configured.subList(0, now.first()));
    return new LeaderSearch(this, candidates, maxRedirects);
  }

  /** {@code server} has taken a call, so it leads. */
  synchronized void leads(Endpoint server) {
    known = new Known(server, known.first());
  }

  /**
   * A server has answered a call that another one leads.
   *
   * @return that one, if the redirect may be followed; it is asked first from now on
   */
  @Nullable Endpoint moved(ApiException redirect) {
    Endpoint target = maxRedirects == 0 ? null : Redirects.target(redirect);
    if (target != null) {
      leads(target);
    }
    return target;
  }

  /** {@code server} cannot be relied on: another one is asked first from now on. */
  synchronized void failed(Endpoint server) {
    known = without(known, server);
  }

  private Known without(Known now, Endpoint server) {
    Endpoint leader = now.leader();
    boolean led = leader != null && leader.isSameServer(server);
    boolean first = configured.get(now.first()).isSameServer(server);
    return new Known(
        led ? null : leader, first ? (now.first() + 1) % configured.size() : now.first());
  }

  @Override
  public String toString() {
    return configured.size() == 1 ? configured.get(0).toString() : configured.toString();
  }
}
