package io.mesosjava.testkit.master;

import io.mesosjava.resources.Limits;
import io.mesosjava.resources.Quantities;
import io.mesosjava.resources.ReservationFormat;
import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Violation;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.master.Call;
import io.mesosjava.v1.master.Response.GetQuota;
import io.mesosjava.v1.quota.QuotaConfig;
import io.mesosjava.v1.quota.QuotaInfo;
import io.mesosjava.v1.quota.QuotaRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What operators say about how much roles get at least and at most. */
final class QuotaCalls {

  private static final String SET = "Failed to validate set quota request: ";

  private final MasterState state;
  private final Offers offers;

  QuotaCalls(MasterState state, Offers offers) {
    this.state = state;
    this.offers = offers;
  }

  @SuppressWarnings("deprecation") // Masters still tell quotas in the old way, too.
  GetQuota get() {
    GetQuota.Builder view = GetQuota.newBuilder();
    view.getStatusBuilder();
    state.registry.quotas.forEach(
        (role, config) -> {
          QuotaInfo.Builder info = view.getStatusBuilder().addInfosBuilder().setRole(role);
          new TreeMap<>(config.getGuaranteesMap())
              .forEach((name, amount) -> info.addGuarantee(scalar(name, amount)));
          view.getStatusBuilder().addConfigs(config);
        });
    return view.build();
  }

  private static Resource scalar(String name, Value.Scalar amount) {
    return Resource.newBuilder().setName(name).setType(Value.Type.SCALAR).setScalar(amount).build();
  }

  Response update(Call.UpdateQuota call) throws Refusal {
    for (QuotaConfig config : call.getQuotaConfigsList()) {
      if (config.getRole().contains("/")) {
        throw Refusal.badRequest(
            "Updating quota on nested role '" + config.getRole() + "' is not supported yet");
      }
      refuse("Invalid QuotaConfig: ", QuotaRules.config(config));
    }
    Map<String, QuotaConfig> quotas = new TreeMap<>(state.registry.quotas);
    for (QuotaConfig config : call.getQuotaConfigsList()) {
      if (!call.getForce()) {
        refuse("Invalid QuotaConfig: ", consuming(config));
      }
      quotas.put(config.getRole(), counting(config));
    }
    if (!call.getForce()) {
      refuse(
          "Invalid QuotaConfig: t",
          overcommitted(quotas).map(text -> text + " (use 'force' flag to bypass this check)"));
    }
    state.registry.quotas.putAll(quotas);
    call.getQuotaConfigsList().forEach(this::makeRoom);
    return Response.of(200);
  }

  /** What is too small to count is not kept. */
  private static QuotaConfig counting(QuotaConfig config) {
    Quantities guarantees = Quantities.of(config.getGuaranteesMap());
    QuotaConfig.Builder kept = config.toBuilder().clearGuarantees();
    for (String name : guarantees.names()) {
      kept.putGuarantees(name, config.getGuaranteesOrThrow(name));
    }
    return kept.build();
  }

  private Optional<String> consuming(QuotaConfig config) {
    Quantities consumed = Consumption.of(state).of(config.getRole());
    Limits limits = Limits.of(config.getLimitsMap());
    return limits.contains(consumed)
        ? Optional.empty()
        : Optional.of(
            "Role '"
                + config.getRole()
                + "' is already consuming '"
                + consumed
                + "'; this is more than the requested limits '"
                + limits
                + "' (use 'force' flag to bypass this check)");
  }

  /** The text lacks its first letter, which is a capital in one place only. */
  private Optional<String> overcommitted(Map<String, QuotaConfig> quotas) {
    Quantities guarantees = Quantities.empty();
    for (QuotaConfig config : quotas.values()) {
      guarantees = guarantees.plus(Quantities.of(config.getGuaranteesMap()));
    }
    Quantities capacity = Consumption.of(state).capacity();
    return capacity.contains(guarantees)
        ? Optional.empty()
        : Optional.of(
            "otal quota guarantees '"
                + guarantees
                + "' exceed cluster capacity '"
                + capacity
                + "'");
  }

  Response set(QuotaRequest request) throws Refusal {
    refuse(
        SET + "QuotaInfo with invalid resource: ",
        Resources.violation(request.getGuaranteeList()).map(Violation::message));
    List<Resource> guarantee =
        request.getGuaranteeList().stream()
            .map(ReservationFormat.POST_REFINEMENT::convert)
            .toList();
    refuse(SET, QuotaRules.request(request, guarantee));
    String role = request.getRole();
    if (state.registry.quotas.containsKey(role)) {
      throw Refusal.badRequest(
          SET + "Cannot set quota for role '" + role + "' which already has quota");
    }
    QuotaConfig.Builder config = QuotaConfig.newBuilder().setRole(role);
    guarantee.forEach(
        resource ->
            config
                .putGuarantees(resource.getName(), resource.getScalar())
                .putLimits(resource.getName(), resource.getScalar()));
    if (role.contains("/")) {
      refuseNested(role, config.build());
    }
    Map<String, QuotaConfig> quotas = new TreeMap<>(state.registry.quotas);
    quotas.put(role, config.build());
    Optional<String> overcommitted = request.getForce() ? Optional.empty() : overcommitted(quotas);
    if (overcommitted.isPresent()) {
      throw Refusal.of(
          409,
          "Quota guarantees overcommit the cluster (use 'force' to bypass this check): T"
              + overcommitted.get());
    }
    state.registry.quotas.putAll(quotas);
    makeRoom(config.build());
    return Response.of(200);
  }

  private void refuseNested(String role, QuotaConfig config) throws Refusal {
    String parent = role.substring(0, role.lastIndexOf('/'));
    QuotaConfig ofParent =
        state.registry.quotas.getOrDefault(parent, QuotaConfig.getDefaultInstance());
    Quantities wanted = Quantities.of(config.getGuaranteesMap());
    Quantities there = Quantities.of(ofParent.getGuaranteesMap());
    if (!there.contains(wanted)) {
      throw Refusal.badRequest(
          SET
              + "Invalid quota configuration. Parent role '"
              + parent.substring(parent.lastIndexOf('/') + 1)
              + "' with guarantees ("
              + there
              + ") does not contain the sum of its children's guarantees ("
              + wanted
              + ")");
    }
    throw Refusal.badRequest("Setting quota on nested role '" + role + "' is not supported yet");
  }

  Response remove(String role) throws Refusal {
    if (state.registry.quotas.remove(role) == null) {
      // A real master dies of that.
      throw Refusal.badRequest("Failed to remove quota: Role '" + role + "' has no quota set");
    }
    return Response.of(200);
  }

  /** Withdraws offers: those of the role that are over its limits, then others for its share. */
  private void makeRoom(QuotaConfig config) {
    String role = config.getRole();
    Limits limits = Limits.of(config.getLimitsMap());
    for (Offer offer : List.copyOf(state.offers.values())) {
      if (Consumption.isFor(offer, role)
          && !limits.contains(Consumption.of(state).withOffers(role))) {
        offers.rescind(offer);
      }
    }
    Quantities guaranteed = Quantities.of(config.getGuaranteesMap());
    Quantities had = Consumption.of(state).withOffers(role);
    for (Offer offer : List.copyOf(state.offers.values())) {
      if (!Consumption.isFor(offer, role) && !had.contains(guaranteed)) {
        had = had.plus(Quantities.of(Resources.of(offer.getResourcesList())));
        offers.rescind(offer);
      }
    }
  }

  private static void refuse(String prefix, Optional<String> problem) throws Refusal {
    if (problem.isPresent()) {
      throw Refusal.badRequest(prefix + problem.get());
    }
  }
}
