package io.mesosjava.client;

import io.mesosjava.v1.Operation;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.ResourceProviderInfo;
import io.mesosjava.v1.UUID;
import io.mesosjava.v1.resourceprovider.Call;
import java.util.Collection;

/**
 * Makes the calls of the resource provider API. They have no {@code resource_provider_id}: a {@link
 * ResourceProviderSubscription} fills it in. Required fields are checked when the call is sent.
 */
public final class ResourceProviderCalls {

  static final CallRules<Call, Call.Type> RULES =
      new CallRules<>(Call.getDescriptor(), Call.Type.class, Call::getType);

  private ResourceProviderCalls() {}

  private static Call.Builder call(Call.Type type) {
    return Call.newBuilder().setType(type);
  }

  /** SUBSCRIBE. A {@link ResourceProviderClient} makes this call itself. */
  public static Call subscribe(Call.Subscribe subscribe) {
    return call(Call.Type.SUBSCRIBE).setSubscribe(subscribe).buildPartial();
  }

  /** SUBSCRIBE; the id in {@code provider} is set if, and only if, it subscribed before. */
  public static Call subscribe(ResourceProviderInfo provider) {
    return subscribe(Call.Subscribe.newBuilder().setResourceProviderInfo(provider).buildPartial());
  }

  /** UPDATE_STATE. */
  public static Call updateState(Call.UpdateState update) {
    return call(Call.Type.UPDATE_STATE).setUpdateState(update).buildPartial();
  }

  /**
   * UPDATE_STATE: the whole of it.
   *
   * @param operations those that are pending or whose last status was not acknowledged
   * @param resources all that the provider has
   * @param version of the resources: a new one whenever they change by other means than operations
   */
  public static Call updateState(
      Collection<Operation> operations, Collection<Resource> resources, UUID version) {
    return updateState(
        Call.UpdateState.newBuilder()
            .addAllOperations(operations)
            .addAllResources(resources)
            .setResourceVersionUuid(version)
            .buildPartial());
  }

  /** UPDATE_OPERATION_STATUS. */
  public static Call updateOperationStatus(Call.UpdateOperationStatus update) {
    return call(Call.Type.UPDATE_OPERATION_STATUS).setUpdateOperationStatus(update).buildPartial();
  }

  /** UPDATE_PUBLISH_RESOURCES_STATUS. */
  public static Call updatePublishResourcesStatus(Call.UpdatePublishResourcesStatus update) {
    return call(Call.Type.UPDATE_PUBLISH_RESOURCES_STATUS)
        .setUpdatePublishResourcesStatus(update)
        .buildPartial();
  }

  /** UPDATE_PUBLISH_RESOURCES_STATUS: what became of the PUBLISH_RESOURCES with {@code uuid}. */
  public static Call updatePublishResourcesStatus(
      UUID uuid, Call.UpdatePublishResourcesStatus.Status status) {
    return updatePublishResourcesStatus(
        Call.UpdatePublishResourcesStatus.newBuilder()
            .setUuid(uuid)
            .setStatus(status)
            .buildPartial());
  }
}
