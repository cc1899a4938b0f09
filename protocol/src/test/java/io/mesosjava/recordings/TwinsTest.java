package io.mesosjava.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same scenario played in JSON and in protobuf gives the same messages: streams are compared
 * after {@link Steady} has replaced what differs from run to run, heartbeats left out.
 *
 * <p>Not comparable are
 *
 * <ul>
 *   <li>12: a task goes to whichever of two agents is offered first; states, metrics and logs are
 *       those of the moment,
 *   <li>14: the recorder's executor and the restart of the agent raced, and the two plays have
 *       different steps,
 *   <li>15: which master leads is a matter of chance, and how often the plays were redirected.
 * </ul>
 *
 * <p>Responses that are one message tell of the moment too (times of state changes, sizes, use of
 * processors), so that only streams are compared. {@link RecordingsTest} checks all of them against
 * renderings of the same bytes.
 */
class TwinsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-subscribe-offers-heartbeat",
        "02-command-task",
        "04-unacknowledged-update",
        "06-reconciliation",
        "08-reservations-volumes",
        "09-roles-and-constraints",
        "10-agent-loss",
        "11-inverse-offers",
        "16-http-details"
      })
  void givesTheSameMessagesInTheSameOrder(String scenario) throws IOException {
    Map<Integer, List<Message>> json = streams(scenario, Codec.json(), new Steady(true));
    Map<Integer, List<Message>> protobuf = streams(scenario, Codec.protobuf(), new Steady(true));
    assertThat(json).isNotEmpty().isEqualTo(protobuf);
  }

  /** Here tasks run at the same time: each of them goes the same way. */
  @ParameterizedTest
  @ValueSource(
      strings = {"03-failing-tasks", "05-task-group", "07-scheduler-failover", "13-agent-operator"})
  void givesTheSameMessagesOfEachTask(String scenario) throws IOException {
    Map<Integer, List<Message>> json = streams(scenario, Codec.json(), new Steady(false));
    Map<Integer, List<Message>> protobuf = streams(scenario, Codec.protobuf(), new Steady(false));
    assertThat(json.keySet()).isNotEmpty().isEqualTo(protobuf.keySet());
    json.forEach(
        (number, messages) ->
            assertThat(bySubject(messages))
                .isEqualTo(bySubject(protobuf.getOrDefault(number, List.of()))));
  }

  /** What each stream of the scenario carried, by the number of its exchange. */
  private static Map<Integer, List<Message>> streams(String scenario, Codec codec, Steady steady)
      throws IOException {
    Map<Integer, List<Message>> streams = new LinkedHashMap<>();
    for (Exchange exchange : Recordings.exchanges().toList()) {
      if (!exchange.scenario().equals(scenario)
          || exchange.codec() != codec
          || exchange.stream().isEmpty()) {
        continue;
      }
      List<Message> messages = new ArrayList<>();
      for (byte[] record : Exchange.records(exchange.stream().get())) {
        Message message = codec.decoder(exchange.responseType().orElseThrow()).decode(record);
        if (!message.toString().contains("HEARTBEAT")) {
          messages.add(steady.of(message));
        }
      }
      streams.put(exchange.number(), messages);
    }
    return streams;
  }

  private static Map<String, List<Message>> bySubject(List<Message> messages) {
    Map<String, List<Message>> subjects = new TreeMap<>();
    for (Message message : messages) {
      String subject = subject(message);
      // How often and how much is offered depends on when tasks end.
      if (!subject.equals("OFFERS")) {
        subjects.computeIfAbsent(subject, key -> new ArrayList<>()).add(message);
      }
    }
    return subjects;
  }

  private static String subject(Message message) {
    if (!(message instanceof Event event)) {
      return message.getDescriptorForType().getName();
    }
    return event.getType() == Event.Type.UPDATE
        ? "task " + event.getUpdate().getStatus().getTaskId().getValue()
        : event.getType().name();
  }
}
