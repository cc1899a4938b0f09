package io.mesosjava.testkit.agent;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.api.CallReader;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.api.ViewJson;
import io.mesosjava.testkit.http.Exchange;
import io.mesosjava.testkit.http.Header;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.testkit.http.RequestStream;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.v1.agent.Call;
import io.mesosjava.v1.agent.Call.Type;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1} of an agent: what operators see and do. */
final class OperatorApi implements RequestHandler {

  /** What answers a call. The answer may come later. */
  @FunctionalInterface
  interface Answering {
    void answer(Call call, Reply reply) throws Refusal;
  }

  /**
   * The way back of a call that was accepted.
   *
   * @param records those of the request that come after the call; null if it is no stream
   */
  record Reply(Exchange exchange, OperatorForms forms, @Nullable CallRecords records) {

    private static final ViewJson VIEWS = views();

    private static ViewJson views() {
      var response = io.mesosjava.v1.agent.Response.getDescriptor();
      Set<Descriptor> lists =
          Stream.of("GetFrameworks", "GetExecutors", "GetTasks", "GetState", "GetContainers")
              .map(response::findNestedTypeByName)
              .collect(Collectors.toSet());
      return new ViewJson(
          Stream.concat(lists.stream(), Stream.of(response)).collect(Collectors.toSet()),
          lists.stream()
              .flatMap(type -> type.getFields().stream())
              .filter(FieldDescriptor::isRepeated)
              .collect(Collectors.toSet()),
          message -> Map.of());
    }

    /** Answers with a message. Any thread may do so. */
    void message(io.mesosjava.v1.agent.Response.Builder answer) {
      Codec codec = forms.answer();
      boolean isJson = codec.mediaType().equals(Codec.json().mediaType());
      byte[] body = isJson ? VIEWS.encode(answer.build()) : codec.encode(answer.build());
      exchange.respond(Response.body(codec.mediaType(), body));
    }

    /** Answers with nothing but success. */
    void done() {
      exchange.respond(Response.of(200));
    }
  }

  private static final Set<Type> STREAMING =
      EnumSet.of(Type.ATTACH_CONTAINER_OUTPUT, Type.LAUNCH_NESTED_CONTAINER_SESSION);

  private final CallReader<Call> reader = new CallReader<>(Call.getDefaultInstance());
  private final Map<Type, Answering> answers = new EnumMap<>(Type.class);

  private final AgentLife life;

  /** An API that knows no call yet. */
  OperatorApi(AgentLife life) {
    this.life = life;
  }

  /** Answers calls of a type. */
  OperatorApi answer(Type type, Answering how) {
    answers.put(type, how);
    return this;
  }

  /** Answers calls of a type with a message that is known at once. */
  OperatorApi read(Type type, Consumer<io.mesosjava.v1.agent.Response.Builder> view) {
    return answer(
        type,
        (call, reply) -> {
          io.mesosjava.v1.agent.Response.Builder answer = answerTo(call);
          view.accept(answer);
          reply.message(answer);
        });
  }

  /** An answer of the type that belongs to a call's. */
  static io.mesosjava.v1.agent.Response.Builder answerTo(Call call) {
    return io.mesosjava.v1.agent.Response.newBuilder()
        .setType(io.mesosjava.v1.agent.Response.Type.valueOf(call.getType().name()));
  }

  @Override
  public void handle(Exchange exchange) {
    try {
      if (life.is(AgentLife.State.RECOVERING)) {
        throw Refusal.of(503, ExecutorApi.RECOVERING);
      }
      OperatorForms forms = OperatorForms.of(exchange.request());
      byte[] body = exchange.request().body();
      if (forms.streamed()) {
        new First(exchange, forms, exchange.body().orElse(new Whole(body))).records.begin();
      } else {
        answer(body, new Reply(exchange, forms, null));
      }
    } catch (Refusal refusal) {
      exchange.respond(refusal.response());
    }
  }

  private void answer(byte[] record, Reply reply) throws Refusal {
    OperatorForms forms = reply.forms();
    Call call = reader.decode(forms.request(), record);
    OperatorCallRules.check(call);
    checkForms(call.getType(), forms);
    Answering how = answers.get(call.getType());
    if (how == null) {
      throw Refusal.notImplemented();
    }
    how.answer(call, reply);
  }

  /** A body that has come already. */
  @SuppressWarnings("ArrayRecordComponent") // Bodies are not compared.
  private record Whole(byte[] body) implements RequestStream {

    @Override
    public void read(Reader reader) {
      reader.piece(body);
      reader.end();
    }

    @Override
    public void flow(boolean on) {}
  }

  /** Waits for the first record of a request, which is the call. */
  private final class First implements CallRecords.Listener {

    private final Exchange exchange;
    private final OperatorForms forms;
    private final CallRecords records;

    First(Exchange exchange, OperatorForms forms, RequestStream stream) {
      this.exchange = exchange;
      this.forms = forms;
      this.records = new CallRecords(stream, this);
    }

    @Override
    public void record(byte[] record) throws Refusal {
      answer(record, new Reply(exchange, forms, records));
    }

    @Override
    public void end() throws Refusal {
      throw Refusal.badRequest("Received EOF while reading request body");
    }

    @Override
    public void refused(Refusal refusal) {
      exchange.respond(refusal.response());
    }

    @Override
    public void gone() {
      // Nobody waits for an answer, and nothing has begun.
    }
  }

  private static void checkForms(Type type, OperatorForms forms) throws Refusal {
    boolean input = type == Type.ATTACH_CONTAINER_INPUT;
    if (forms.streamed() && !input) {
      throw Refusal.of(
          415,
          "Streaming 'Content-Type' application/recordio is not supported for " + type + " call");
    }
    if (!forms.streamed() && input) {
      throw Refusal.of(
          415, "Expecting 'Content-Type' to be application/recordio for " + type + " call");
    }
    if (forms.answersStream() && !STREAMING.contains(type)) {
      throw Refusal.of(406, "Streaming response is not supported for " + type + " call");
    }
  }

  /** The headers of an answer. */
  static Response head(String contentType) {
    return Response.of(200, new Header("Content-Type", contentType));
  }
}
