package io.mesosjava.testkit.master;

import io.mesosjava.testkit.api.CallReader;
import io.mesosjava.testkit.api.PlainJson;
import io.mesosjava.testkit.api.PlainQuery;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.http.Exchange;
import io.mesosjava.testkit.http.Request;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.testkit.http.Router;
import io.mesosjava.v1.master.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The ways in which operators changed things before there were calls: forms and bare JSON. Each is
 * taken as the call that does the same.
 */
final class WriteEndpoints {

  private interface Form {
    Call call(Request request) throws Refusal;
  }

  private final CallReader<Call> reader = new CallReader<>(Call.getDefaultInstance());
  private final OperatorWrites writes;

  WriteEndpoints(OperatorWrites writes) {
    this.writes = writes;
  }

  /** Adds them all; what is read at some of these paths is there already. */
  void addTo(Router routes) {
    post(routes, "/teardown", this::teardown);
    post(routes, "/reserve", r -> resources(r, "RESERVE_RESOURCES", "resources"));
    post(routes, "/unreserve", r -> resources(r, "UNRESERVE_RESOURCES", "resources"));
    post(routes, "/create-volumes", r -> resources(r, "CREATE_VOLUMES", "volumes"));
    post(routes, "/destroy-volumes", r -> resources(r, "DESTROY_VOLUMES", "volumes"));
    post(routes, "/machine/down", r -> whole(r, "START_MAINTENANCE", "machines", "["));
    post(routes, "/machine/up", r -> whole(r, "STOP_MAINTENANCE", "machines", "["));
    beside(
        routes,
        "/maintenance/schedule",
        Map.of("POST", r -> whole(r, "UPDATE_MAINTENANCE_SCHEDULE", "schedule", "{")));
    beside(routes, "/weights", Map.of("PUT", r -> named(r, "UPDATE_WEIGHTS", "weight_infos", "[")));
    beside(
        routes,
        "/quota",
        Map.of(
            "POST", r -> named(r, "SET_QUOTA", "quota_request", "{"), "DELETE", this::removeQuota));
  }

  private void post(Router routes, String path, Form form) {
    RequestHandler handler =
        exchange -> {
          String method = exchange.request().method();
          if (method.equals("POST")) {
            change(exchange, form);
          } else {
            exchange.respond(Refusal.notPost(method).response());
          }
        };
    routes.route(path, handler).route("/master" + path, handler);
  }

  private void beside(Router routes, String path, Map<String, Form> forms) {
    for (String each : List.of(path, "/master" + path)) {
      RequestHandler reading = routes.at(each);
      routes.route(
          each,
          exchange -> {
            Form form = forms.get(exchange.request().method());
            if (form == null) {
              reading.handle(exchange);
            } else {
              change(exchange, form);
            }
          });
    }
  }

  private void change(Exchange exchange, Form form) {
    try {
      Call call = form.call(exchange.request());
      OperatorRules.check(call);
      exchange.respond(
          writes
              .perform(call, exchange.principal().orElse(null))
              .orElseThrow(Refusal::notImplemented));
    } catch (Refusal refusal) {
      exchange.respond(refusal.response());
    }
  }

  private Call teardown(Request request) throws Refusal {
    String id = field(request, "frameworkId");
    Call.Builder call = Call.newBuilder().setType(Call.Type.TEARDOWN);
    call.getTeardownBuilder().getFrameworkIdBuilder().setValue(id);
    return call.build();
  }

  private Call resources(Request request, String type, String list) throws Refusal {
    String agent = quoted(field(request, "slaveId"));
    String json = field(request, list);
    String error = list.equals("volumes") ? "Error in parsing '" : "Error parsing '";
    return call(
        type,
        "'agent_id':{'value':" + agent + "},'" + list + "':",
        json,
        new Expected("[", error + list + "' query parameter in the request body: "));
  }

  private Call whole(Request request, String type, String field, String opening) throws Refusal {
    String json = new String(request.body(), StandardCharsets.UTF_8);
    return call(type, "'" + field + "':", json, new Expected(opening, ""));
  }

  /** As {@link #whole}, but with words that name the request. */
  private Call named(Request request, String type, String field, String opening) throws Refusal {
    String json = new String(request.body(), StandardCharsets.UTF_8);
    String name = type.toLowerCase(Locale.ROOT).replace('_', ' ');
    String error = "Failed to parse " + name + " request JSON '" + json + "': ";
    return call(type, "'" + field + "':", json, new Expected(opening, error));
  }

  private Call removeQuota(Request request) throws Refusal {
    String path =
        request.path().startsWith("/master/") ? request.path() : "/master" + request.path();
    String[] tokens = path.replaceAll("^/+|/+$", "").split("/+", -1);
    if (tokens.length != 3) {
      throw Refusal.badRequest(
          "Failed to parse remove quota request for path '"
              + path
              + "': expected 3 tokens, found "
              + tokens.length
              + " tokens");
    }
    return call("REMOVE_QUOTA", "'role':", quoted(tokens[2]), new Expected("\"", ""));
  }

  /** How the JSON starts that is to come, and how the text starts about one that does not. */
  private record Expected(String opening, String error) {}

  /** The call with {@code json} as the last member of its message; the others in single quotes. */
  private Call call(String type, String members, String json, Expected expected) throws Refusal {
    String name = type.toLowerCase(Locale.ROOT);
    String start = "{'type':'" + type + "','" + name + "':{" + members;
    reader.requireJson(json, expected.error());
    if (!json.strip().startsWith(expected.opening())) {
      throw Refusal.badRequest(expected.error() + "Unexpected JSON type parsed");
    }
    String whole = start.replace('\'', '"') + json + "}}";
    return reader.fromJson(whole.getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted(String text) {
    return new String(PlainJson.encode(text), StandardCharsets.UTF_8);
  }

  private static String field(Request request, String name) throws Refusal {
    return new PlainQuery(request)
        .field(name)
        .orElseThrow(
            () -> Refusal.badRequest("Missing '" + name + "' query parameter in the request body"));
  }
}
