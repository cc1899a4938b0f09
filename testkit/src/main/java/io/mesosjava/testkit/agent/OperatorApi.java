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
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** {@code /api/v1} of an agent: what operators see. */
final class OperatorApi implements RequestHandler {

  private final CallReader<Call> reader = new CallReader<>(Call.getDefaultInstance());
  private final Views views;
  private final SandboxFiles files;
  private final Backstage backstage;
  private final Map<Type, Consumer<Response.Builder>> reads = new EnumMap<>(Type.class);

  OperatorApi(Views views, SandboxFiles files, Backstage backstage) {
    this.views = views;
    this.files = files;
    this.backstage = backstage;
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
      Call call = reader.read(exchange.request());
      check(call);
      answer(exchange, call, Codecs.accepted(exchange.request()));
    } catch (Refusal refusal) {
      exchange.respond(refusal.response());
    }
  }

  private void answer(Exchange exchange, Call call, Codec codec) throws Refusal {
    Consumer<Response.Builder> read = reads.get(call.getType());
    if (read != null) {
      Response.Builder answer = answerTo(call);
      read.accept(answer);
      respond(exchange, codec, answer);
    } else if (call.getType() == Type.LIST_FILES || call.getType() == Type.READ_FILE) {
      String agent = views.agent().getAgentInfo().getId().getValue();
      // Nobody but the exchange hears of the result, and it takes it from any thread.
      backstage.threads().execute(() -> answerFiles(exchange, call, codec, agent));
    } else {
      throw Refusal.notImplemented();
    }
  }

  private void answerFiles(Exchange exchange, Call call, Codec codec, String agent) {
    try {
      Response.Builder answer = answerTo(call);
      if (call.getType() == Type.LIST_FILES) {
        answer.setListFiles(files.list(call.getListFiles().getPath(), agent));
      } else {
        Call.ReadFile wish = call.getReadFile();
        long length = wish.hasLength() ? wish.getLength() : Long.MAX_VALUE;
        answer.setReadFile(files.read(wish.getPath(), agent, wish.getOffset(), length));
      }
      respond(exchange, codec, answer);
    } catch (Refusal refusal) {
      exchange.respond(refusal.response());
    } catch (IOException e) {
      exchange.respond(io.mesosjava.testkit.http.Response.text(500, String.valueOf(e)));
    }
  }

  private static Response.Builder answerTo(Call call) {
    return Response.newBuilder().setType(Response.Type.valueOf(call.getType().name()));
  }

  private static void respond(Exchange exchange, Codec codec, Response.Builder answer) {
    exchange.respond(
        io.mesosjava.testkit.http.Response.body(codec.mediaType(), codec.encode(answer.build())));
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
