package io.mesosjava.testkit.master;

import io.mesosjava.roles.Role;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.v1.WeightInfo;
import io.mesosjava.v1.master.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What operators say about how much roles count. */
final class WeightCalls {

  private static final String FAILED = "Failed to validate update weights request JSON";

  private final MasterState state;
  private final Offers offers;

  WeightCalls(MasterState state, Offers offers) {
    this.state = state;
    this.offers = offers;
  }

  /** All offers are withdrawn if one of the roles is in use. */
  Response update(Call.UpdateWeights call) throws Refusal {
    Map<String, Double> weights = new TreeMap<>();
    for (WeightInfo info : call.getWeightInfosList()) {
      String role = info.getRole().strip();
      Optional<String> problem = Role.violation(role);
      if (problem.isPresent()) {
        throw Refusal.badRequest(FAILED + ": Invalid role '" + role + "': " + problem.get());
      }
      if (info.getWeight() <= 0) {
        throw Refusal.badRequest(
            FAILED
                + " for role '"
                + role
                + "': Invalid weight '"
                + Numbers.text(info.getWeight())
                + "': Weights must be positive");
      }
      weights.put(role, info.getWeight());
    }
    state.registry.weights.putAll(weights);
    boolean used =
        state.frameworks.values().stream()
            .flatMap(framework -> framework.roles().stream())
            .anyMatch(weights::containsKey);
    if (used) {
      List.copyOf(state.offers.values()).forEach(offers::rescind);
    }
    return Response.of(200);
  }
}
