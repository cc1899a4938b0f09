package io.mesosjava.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.mesosjava.codec.DecodeException.Problem;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of enums that a newer Mesos has, in fields that must be set. */
class UnknownValuesTest {

  private static final int NUMBER = 77;
  private static final String NAME = "TASK_\\u0041SLEEP";
  private static final Event PLAIN =
      Event.newBuilder()
          .setType(Event.Type.UPDATE)
          .setUpdate(
              Event.Update.newBuilder()
                  .setStatus(
                      TaskStatus.newBuilder()
                          .setTaskId(io.mesosjava.v1.TaskID.newBuilder().setValue("t"))
                          .setState(TaskState.TASK_RUNNING)))
          .build();

  /** {@link #PLAIN} with a state that is not known. */
  private static byte[] binary() {
    TaskStatus.Builder status = PLAIN.getUpdate().getStatus().toBuilder().clearState();
    UnknownFieldSet.Field number = UnknownFieldSet.Field.newBuilder().addVarint(NUMBER).build();
    status.setUnknownFields(
        UnknownFieldSet.newBuilder().addField(TaskStatus.STATE_FIELD_NUMBER, number).build());
    return Event.newBuilder()
        .setType(Event.Type.UPDATE)
        .setUpdate(Event.Update.newBuilder().setStatus(status.buildPartial()).buildPartial())
        .buildPartial()
        .toByteArray();
  }

  private static byte[] json(String state) {
    String text =
        "{\"type\":\"UPDATE\",\"update\":{\"status\":{\"task_id\":{\"value\":\"t\"},\"state\":\""
            + state
            + "\"}}}";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static UnknownFieldSet.Field found(Event event) {
    TaskStatus status = event.getUpdate().getStatus();
    return status.getUnknownFields().getField(TaskStatus.STATE_FIELD_NUMBER);
  }

  private static <M extends Message> M tolerant(Codec codec, M prototype, byte[] bytes)
      throws IOException {
    return codec.tolerantDecoder(prototype).decode(bytes);
  }

  @Test
  void bothCodecsRefuseThemAlikeIfNotAskedToTolerateThem() {
    for (Codec codec : List.of(Codec.protobuf(), Codec.json())) {
      byte[] bytes = codec.equals(Codec.json()) ? json(NAME) : binary();
      assertThatThrownBy(() -> codec.decoder(PLAIN).decode(bytes))
          .asInstanceOf(type(DecodeException.class))
          .satisfies(
              e -> {
                assertThat(e.problem()).isEqualTo(Problem.BAD_VALUE);
                assertThat(e.path()).isEqualTo("update.status.state");
                assertThat(e.expected()).isEqualTo("a known one");
              });
    }
    assertThatThrownBy(() -> Codec.protobuf().decoder(PLAIN).decode(binary()))
        .hasMessage(
            "mesos.v1.scheduler.Event, update.status.state: an unknown number of an enum's value,"
                + " 77 (expected: a known one)");
  }

  @Test
  void bothCodecsCanReadTheRestAndKeepThem() throws IOException {
    Event binary = tolerant(Codec.protobuf(), PLAIN, binary());
    Event json = tolerant(Codec.json(), PLAIN, json(NAME));
    for (Event event : List.of(binary, json)) {
      assertThat(event.isInitialized()).isFalse();
      assertThat(event.getUpdate().getStatus().hasState()).isFalse();
      assertThat(event.getUpdate().getStatus().getTaskId().getValue()).isEqualTo("t");
    }
    assertThat(found(binary).getVarintList()).containsExactly((long) NUMBER);
    assertThat(found(json).getLengthDelimitedList().get(0).toStringUtf8()).isEqualTo("TASK_ASLEEP");
  }

  @Test
  void bothCodecsWriteThemAsTheyWereRead() throws IOException {
    Event binary = tolerant(Codec.protobuf(), PLAIN, binary());
    assertThat(Codec.protobuf().encode(binary)).isEqualTo(binary());

    Event json = tolerant(Codec.json(), PLAIN, json(NAME));
    assertThat(new String(Codec.json().encode(json), StandardCharsets.UTF_8))
        .contains("\"state\":\"TASK_ASLEEP\"");
  }

  @Test
  void whatIsKnownIsReadAsEver() throws IOException {
    assertThat(tolerant(Codec.json(), PLAIN, json("TASK_RUNNING"))).isEqualTo(PLAIN);
    assertThat(tolerant(Codec.protobuf(), PLAIN, PLAIN.toByteArray())).isEqualTo(PLAIN);
  }

  @Test
  void whatIsMissingOtherwiseIsStillMissing() {
    Event both =
        Event.newBuilder()
            .setType(Event.Type.UPDATE)
            .setUpdate(
                Event.Update.newBuilder().setStatus(TaskStatus.getDefaultInstance()).buildPartial())
            .buildPartial();
    assertThatThrownBy(() -> tolerant(Codec.protobuf(), PLAIN, both.toByteArray()))
        .asInstanceOf(type(DecodeException.class))
        .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.MISSING_FIELDS));
    String text = "{\"update\":{\"status\":{\"state\":\"NEW\"}}}";
    assertThatThrownBy(() -> tolerant(Codec.json(), PLAIN, text.getBytes(StandardCharsets.UTF_8)))
        .asInstanceOf(type(DecodeException.class))
        .satisfies(e -> assertThat(e.missing()).contains("update.status.task_id"));
    String unset = "{\"update\":{\"status\":{\"task_id\":{\"value\":\"t\"},\"state\":null}}}";
    assertThatThrownBy(() -> tolerant(Codec.json(), PLAIN, unset.getBytes(StandardCharsets.UTF_8)))
        .asInstanceOf(type(DecodeException.class))
        .satisfies(e -> assertThat(e.missing()).containsExactly("update.status.state"));
    assertThatThrownBy(() -> Codec.json().encode(both))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("update.status.state");
  }

  @Test
  void amongOthersOfAListTheyAreNamed() throws IOException {
    Resource.Builder known = Resource.newBuilder().setName("cpus").setType(Value.Type.SCALAR);
    UnknownFieldSet.Field number = UnknownFieldSet.Field.newBuilder().addVarint(NUMBER).build();
    Resource newer =
        Resource.newBuilder()
            .setName("qubits")
            .setUnknownFields(
                UnknownFieldSet.newBuilder().addField(Resource.TYPE_FIELD_NUMBER, number).build())
            .buildPartial();
    Offer offer =
        Offer.newBuilder()
            .setId(io.mesosjava.v1.OfferID.newBuilder().setValue("o"))
            .setFrameworkId(io.mesosjava.v1.FrameworkID.newBuilder().setValue("f"))
            .setAgentId(io.mesosjava.v1.AgentID.newBuilder().setValue("a"))
            .setHostname("h")
            .addResources(known)
            .addResources(newer)
            .buildPartial();
    assertThatThrownBy(() -> Codec.protobuf().decoder(offer).decode(offer.toByteArray()))
        .hasMessageStartingWith("mesos.v1.Offer, resources[1].type: ");
    assertThat(tolerant(Codec.protobuf(), offer, offer.toByteArray())).isEqualTo(offer);
  }
}
