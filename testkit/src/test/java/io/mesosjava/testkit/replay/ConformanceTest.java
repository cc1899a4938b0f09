package io.mesosjava.testkit.replay;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.v1.scheduler.Event;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class ConformanceTest {

  private static final Set<String> AREAS = Set.of("scheduler", "master", "executor", "agent");

  private static final Path SHARED = Path.of(System.getProperty("mesosjava.shared", "../shared"));

  private static final KnownGaps GAPS = KnownGaps.read();

  @TestFactory
  Stream<DynamicNode> answersAsRecorded() throws IOException {
    assumeTrue(ConformanceCase.present(SHARED), "no cases in " + SHARED.toAbsolutePath());
    Map<String, List<ConformanceCase>> groups = new LinkedHashMap<>();
    for (ConformanceCase one : ConformanceCase.read(SHARED)) {
      if (AREAS.contains(one.area()) && !GAPS.covers(one)) {
        String group = one.sequence().isEmpty() ? one.id() : one.sequence();
        groups.computeIfAbsent(group, g -> new ArrayList<>()).add(one);
      }
    }
    return groups.entrySet().stream()
        .map(group -> dynamicTest(group.getKey(), () -> play(group.getValue())));
  }

  private static void play(List<ConformanceCase> cases) throws IOException, InterruptedException {
    try (Scene scene = new Scene(cases.get(0).circumstances())) {
      scene.arrange(cases.get(0).circumstances());
      for (ConformanceCase one : cases) {
        scene.adjust(one.precondition());
        play(scene, one);
      }
    }
  }

  private static void play(Scene scene, ConformanceCase one)
      throws IOException, InterruptedException {
    Json expected = one.response();
    URI server = scene.server(one.area());
    HttpClientConnection connection = scene.connect(server);
    connection.sendRaw(CaseRequest.bytes(one.request(), scene.values(), server.getAuthority()));
    HttpBytes answer;
    try {
      boolean head = one.request().get("method").text().equals("HEAD");
      answer = head ? connection.receiveHead() : connection.receive();
    } catch (EOFException | SocketException e) {
      assertThat(expected.get("status").isNull()).as("no answer").isTrue();
      return;
    }
    if (expected.has("process")) {
      // The real one died of this request: the answer is to be a refusal, whichever.
      assertThat(answer.status()).isBetween(400, 501);
      return;
    }
    assertThat((long) answer.status())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(expected.get("status").number());
    expected
        .get("headers")
        .members()
        .forEach((name, value) -> header(scene, answer, name, value.text()));
    if (expected.has("stream")) {
      stream(scene, one, connection, answer);
    } else {
      body(scene, one, answer);
    }
    if (expected.has("events") && scene.hasFramework()) {
      List<Json> wanted = expected.get("events").items();
      List<Event> events = scene.events(wanted.size());
      assertThat(events.stream().map(event -> comparable(scene, event)).toList())
          .isEqualTo(wanted.stream().map(ConformanceTest::wanted).toList());
    }
  }

  private static void header(Scene scene, HttpBytes answer, String name, String value) {
    String actual = answer.headers().getOrDefault(name.toLowerCase(Locale.ROOT), "absent");
    if (value.equals("${stream_id}")) {
      assertThat(actual).matches("[0-9a-f-]{36}");
    } else {
      assertThat(actual).as(name).isEqualTo(scene.values().fill(value));
    }
  }

  private static void body(Scene scene, ConformanceCase one, HttpBytes answer) throws IOException {
    Json expected = one.response();
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    if (one.match().equals("status")) {
      return;
    }
    if (expected.has("body_json")) {
      Message message =
          Codec.protobuf()
              .decoder(Messages.prototype("mesos.v1." + one.area() + ".Response"))
              .decode(answer.body());
      compare(scene, one, json(message), expected.get("body_json"));
    } else if (one.match().equals("shape")) {
      compare(scene, one, Json.parse(answer.body()), parse(expected.get("body").text()));
    } else if (expected.has("body")) {
      String wanted = expected.get("body").text();
      assertThat(scene.values().templated(text)).isEqualTo(Placeholders.normal(wanted));
    }
  }

  private static void compare(Scene scene, ConformanceCase one, Json actual, Json wanted) {
    if (one.match().equals("shape")) {
      assertThat(JsonShape.types(actual)).isEqualTo(JsonShape.types(wanted));
    } else {
      assertThat(JsonShape.comparable(actual, scene.values()::templated))
          .isEqualTo(JsonShape.comparable(wanted, Placeholders::normal));
    }
  }

  private static void stream(
      Scene scene, ConformanceCase one, HttpClientConnection connection, HttpBytes answer)
      throws IOException, InterruptedException {
    String name = one.area().equals("agent") ? "ProcessIO" : "Event";
    Message prototype = Messages.prototype("mesos.v1." + one.area() + "." + name);
    String type =
        answer
            .headers()
            .getOrDefault(
                "message-content-type", answer.headers().getOrDefault("content-type", ""));
    EventTap tap = new EventTap(connection, Messages.codec(type).decoder(prototype));
    Json stream = one.response().get("stream");
    List<Json> wanted =
        stream.get("records").items().stream()
            .filter(record -> !record.get("type").text().equals("OFFERS"))
            .toList();
    if (one.match().equals("stream-data")) {
      List<Json> records = tap.rest().stream().map(ConformanceTest::json).toList();
      assertThat(data(records)).isEqualTo(data(wanted));
      return;
    }
    for (Json record : wanted) {
      Json actual = json(tap.take(message -> !json(message).get("type").text().equals("OFFERS")));
      if (one.match().equals("stream-types")) {
        assertThat(actual.get("type").text()).isEqualTo(record.get("type").text());
      } else {
        compare(scene, one, actual, record);
      }
    }
    if (stream.get("ended").text().equals("true")) {
      assertThat(tap.rest()).isEmpty();
    }
  }

  /** What each stream of a process carried, however it was cut. */
  private static Map<String, String> data(List<Json> records) {
    Map<String, String> all = new TreeMap<>();
    for (Json record : records) {
      byte[] bytes = Base64.getDecoder().decode(record.get("data").get("data").text());
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      all.merge(record.get("data").get("type").text(), text, String::concat);
    }
    return all;
  }

  private static String comparable(Scene scene, Event event) {
    boolean uuid =
        event.getUpdate().getStatus().hasUuid()
            || event.getUpdateOperationStatus().getStatus().hasUuid();
    Object shape = JsonShape.comparable(json(event), scene.values()::templated);
    return shape + " has_uuid " + uuid;
  }

  private static String wanted(Json event) {
    Map<String, Object> plain = new LinkedHashMap<>();
    event
        .members()
        .forEach(
            (name, value) -> {
              if (!name.equals("has_uuid")) {
                plain.put(name, requireNonNull(value.value()));
              }
            });
    Object shape = JsonShape.comparable(new Json(plain), Placeholders::normal);
    return shape + " has_uuid " + event.get("has_uuid").text().equals("true");
  }

  private static Json json(Message message) {
    return parse(new String(Codec.json().encode(message), StandardCharsets.UTF_8));
  }

  private static Json parse(String text) {
    try {
      return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
