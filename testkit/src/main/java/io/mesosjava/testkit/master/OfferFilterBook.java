package io.mesosjava.testkit.master;

import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.AgentID;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a framework has refused, and for which of its roles it does not want it again yet. */
final class OfferFilterBook {

  private record Key(String role, AgentID agent) {}

  private record Refused(Resources resources, Timer expiry) {}

  private final Map<Key, List<Refused>> refused = new HashMap<>();

  /** Notes a refusal until {@link #expire} is told of the same resources. */
  void add(String role, AgentID agent, Resources resources, Timer expiry) {
    refused
        .computeIfAbsent(new Key(role, agent), key -> new ArrayList<>())
        .add(new Refused(resources, expiry));
  }

  /** Forgets the refusal of exactly {@code resources}, which is recognised by identity. */
  @SuppressWarnings("ReferenceEquality") // Equal resources may have been refused twice.
  void expire(String role, AgentID agent, Resources resources) {
    Key key = new Key(role, agent);
    List<Refused> list = refused.getOrDefault(key, new ArrayList<>());
    list.removeIf(entry -> entry.resources == resources);
    if (list.isEmpty()) {
      refused.remove(key);
    }
  }

  /** Whether something has been refused that contains all of {@code resources}. */
  boolean blocks(String role, AgentID agent, Resources resources) {
    return refused.getOrDefault(new Key(role, agent), List.of()).stream()
        .anyMatch(entry -> entry.resources.contains(resources));
  }

  /** Forgets all refusals for {@code roles}. */
  void clear(Collection<String> roles) {
    refused.entrySet().removeIf(entry -> roles.contains(entry.getKey().role) && drop(entry));
  }

  /** Forgets all refusals. */
  void clear() {
    refused.entrySet().removeIf(OfferFilterBook::drop);
  }

  /** Forgets all refusals of what is on {@code agent}. */
  void clear(AgentID agent) {
    refused.entrySet().removeIf(entry -> entry.getKey().agent.equals(agent) && drop(entry));
  }

  private static boolean drop(Map.Entry<Key, List<Refused>> entry) {
    entry.getValue().forEach(one -> one.expiry.cancel());
    return true;
  }
}
