package io.mesosjava.testkit.master;

import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** When offers can be accepted together. Problems are in Mesos' words. */
final class OfferRules {

  private OfferRules() {}

  /**
   * The first problem with accepting {@code ids}.
   *
   * @param offers the ones outstanding
   */
  static Optional<String> problem(
      List<OfferID> ids, FrameworkID framework, Map<OfferID, Offer> offers) {
    if (ids.isEmpty()) {
      return Optional.of("No offers specified");
    }
    return duplicate(ids)
        .or(() -> gone(ids, offers))
        .or(() -> foreign(ids, framework, offers))
        .or(() -> roles(ids, offers))
        .or(() -> agents(ids, offers));
  }

  private static Optional<String> first(
      List<OfferID> ids, Function<OfferID, Optional<String>> rule) {
    return ids.stream().flatMap(id -> rule.apply(id).stream()).findFirst();
  }

  private static Optional<String> duplicate(List<OfferID> ids) {
    Set<OfferID> seen = new HashSet<>();
    return first(
        ids,
        id ->
            seen.add(id)
                ? Optional.empty()
                : Optional.of("Duplicate offer " + id.getValue() + " in offer list"));
  }

  private static Optional<String> gone(List<OfferID> ids, Map<OfferID, Offer> offers) {
    return first(
        ids,
        id ->
            offers.containsKey(id)
                ? Optional.empty()
                : Optional.of("Offer " + id.getValue() + " is no longer valid"));
  }

  private static Optional<String> foreign(
      List<OfferID> ids, FrameworkID framework, Map<OfferID, Offer> offers) {
    return first(
        ids,
        id -> {
          FrameworkID owner = offer(offers, id).getFrameworkId();
          return owner.equals(framework)
              ? Optional.empty()
              : Optional.of(
                  String.format(
                      "Offer %s has invalid framework %s while framework %s is expected",
                      id.getValue(), owner.getValue(), framework.getValue()));
        });
  }

  private static Optional<String> roles(List<OfferID> ids, Map<OfferID, Offer> offers) {
    String expected = offer(offers, ids.get(0)).getAllocationInfo().getRole();
    return first(
        ids,
        id -> {
          String role = offer(offers, id).getAllocationInfo().getRole();
          return role.equals(expected)
              ? Optional.empty()
              // The quotes that are missing are missing in Mesos.
              : Optional.of(
                  String.format(
                      "Aggregated offers must be allocated to the same role."
                          + " Offer %s uses role '%s but another is using role '%s",
                      id.getValue(), role, expected));
        });
  }

  private static Optional<String> agents(List<OfferID> ids, Map<OfferID, Offer> offers) {
    AgentID expected = offer(offers, ids.get(0)).getAgentId();
    return first(
        ids,
        id -> {
          AgentID agent = offer(offers, id).getAgentId();
          return agent.equals(expected)
              ? Optional.empty()
              : Optional.of(
                  String.format(
                      "Aggregated offers must belong to one single agent."
                          + " Offer %s uses agent %s and agent %s",
                      id.getValue(), agent.getValue(), expected.getValue()));
        });
  }

  private static Offer offer(Map<OfferID, Offer> offers, OfferID id) {
    return offers.getOrDefault(id, Offer.getDefaultInstance());
  }
}
