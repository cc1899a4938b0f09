package io.mesosjava.testkit.agent;

import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.api.CallReader;
import io.mesosjava.testkit.api.Codecs;
import io.mesosjava.testkit.api.MesosVersion;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.http.Exchange;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.v1.agent.Call;
import io.mesosjava.v1.agent.Call.Type;
import io.mesosjava.v1.agent.Response;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** {@code /api/v1} of an agent: what operators see. */
final class OperatorApi implements RequestHandler {

  private final CallReader<Call> reader = new CallReader<>(Call.getDefaultInstance());
  private final Map<Type, Consumer<Response.Builder>> reads = new EnumMap<>(Type.class);

  OperatorApi(Views views) {
    reads.put(Type.GET_HEALTH, answer -> answer.getGetHealthBuilder().setHealthy(true));
    reads.put(
        Type.GET_VERSION,
        answer -> answer.getGetVersionBuilder().setVersionInfo(MesosVersion.info()));
    reads.put(Type.GET_LOGGING_LEVEL, answer -> answer.getGetLoggingLevelBuilder().setLevel(0));
    reads.put(Type.GET_AGENT, answer -> answer.setGetAgent(views.agent()));
    reads.put(Type.GET_STATE, answer -> answer.setGetState(views.state()));
    reads.put(Type.GET_FRAMEWORKS, answer -> answer.setGetFrameworks(views.frameworks()));
    reads.put(Type.GET_EXECUTORS, answer -> answer.setGetExecutors(views.executors()));
    reads.put(Type.GET_TASKS, answer -> answer.setGetTasks(views.tasks()));
    reads.put(Type.GET_CONTAINERS, answer -> answer.setGetContainers(views.containers()));
    reads.put(Type.GET_OPERATIONS, answer -> answer.getGetOperationsBuilder());
    reads.put(Type.GET_RESOURCE_PROVIDERS, answer -> answer.getGetResourceProvidersBuilder());
  }

  @Override
  public void handle(Exchange exchange) {
    try {
      exchange.respond(answer(exchange));
    } catch (Refusal refusal) {
      exchange.respond(refusal.response());
    }
  }

  private io.mesosjava.testkit.http.Response answer(Exchange exchange) throws Refusal {
    Call call = reader.read(exchange.request());
    check(call);
    Codec codec = Codecs.accepted(exchange.request());
    Consumer<Response.Builder> read = reads.get(call.getType());
    if (read == null) {
      throw Refusal.notImplemented();
    }
    Response.Builder answer =
        Response.newBuilder().setType(Response.Type.valueOf(call.getType().name()));
    read.accept(answer);
    return io.mesosjava.testkit.http.Response.body(codec.mediaType(), codec.encode(answer.build()));
  }

  /** The field that carries a call's message has the name of its type, where there is one. */
  private static void check(Call call) throws Refusal {
    if (!call.hasType()) {
      throw missing("type");
    }
    String name = call.getType().name().toLowerCase(Locale.ROOT);
    var field = Call.getDescriptor().findFieldByName(name);
    // The message of GET_CONTAINERS has nothing but options.
    if (field != null && call.getType() != Type.GET_CONTAINERS && !call.hasField(field)) {
      throw missing(name);
    }
  }

  private static Refusal missing(String field) {
    return Refusal.badRequest(
        "Failed to validate agent::Call: Expecting '" + field + "' to be present");
  }
}
