package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.v1.CSIPluginContainerInfo;
import io.mesosjava.v1.CSIPluginInfo;
import io.mesosjava.v1.ResourceProviderInfo;
import io.mesosjava.v1.agent.Call.Type;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What operators ask of an agent's resource providers. There are none, as in an agent without a
 * folder for their configurations; so all that matters is what is wrong with a wish for one.
 */
final class ProviderCalls {

  /** The only kind that Mesos has. */
  private static final String STORAGE = "org.apache.mesos.rp.local.storage";

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_]+");
  private static final Pattern TYPE = Pattern.compile(NAME + "(?:\\." + NAME + ")*+");

  private ProviderCalls() {}

  /** Makes them known to the API. */
  static void addTo(OperatorApi api) {
    api.answer(
            Type.ADD_RESOURCE_PROVIDER_CONFIG,
            (call, reply) -> refuse(call.getAddResourceProviderConfig().getInfo()))
        .answer(
            Type.UPDATE_RESOURCE_PROVIDER_CONFIG,
            (call, reply) -> refuse(call.getUpdateResourceProviderConfig().getInfo()))
        .answer(
            Type.REMOVE_RESOURCE_PROVIDER_CONFIG,
            (call, reply) -> {
              throw noFolder();
            })
        .answer(Type.MARK_RESOURCE_PROVIDER_GONE, (call, reply) -> reply.done());
  }

  private static void refuse(ResourceProviderInfo info) throws Refusal {
    Optional<String> problem = problem(info);
    if (problem.isPresent()) {
      throw Refusal.badRequest(
          "Failed to validate resource provider config with type '%s' and name '%s': %s"
              .formatted(info.getType(), info.getName(), problem.get()));
    }
    throw noFolder();
  }

  private static Refusal noFolder() {
    return Refusal.of(500, "Missing required flag --resource_provider_config_dir");
  }

  /** What {@code LocalResourceProvider::validate} says. */
  static Optional<String> problem(ResourceProviderInfo info) {
    if (!info.getType().equals(STORAGE)) {
      return Optional.of("Unknown local resource provider type '" + info.getType() + "'");
    }
    if (!NAME.matcher(info.getName()).matches()) {
      return Optional.of(
          "Resource provider name '"
              + info.getName()
              + "' does not follow Java package naming convention");
    }
    if (!info.hasStorage()) {
      return Optional.of("'ResourceProviderInfo.storage' must be set");
    }
    return problem(info.getStorage().getPlugin());
  }

  private static Optional<String> problem(CSIPluginInfo plugin) {
    if (!TYPE.matcher(plugin.getType()).matches() || !NAME.matcher(plugin.getName()).matches()) {
      return Optional.of(
          "CSI plugin type '"
              + plugin.getType()
              + "' and name '"
              + plugin.getName()
              + "' does not follow Java package naming convention");
    }
    boolean nodes =
        plugin.getContainersList().stream()
            .anyMatch(
                one -> one.getServicesList().contains(CSIPluginContainerInfo.Service.NODE_SERVICE));
    return nodes ? Optional.empty() : Optional.of("NODE_SERVICE not found");
  }
}
