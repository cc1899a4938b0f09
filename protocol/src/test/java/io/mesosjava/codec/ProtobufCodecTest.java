package io.mesosjava.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.UnknownFieldSet;
import io.mesosjava.codec.DecodeException.Problem;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProtobufCodecTest {

  private static final Event EVENT =
      Event.newBuilder()
          .setType(Event.Type.RESCIND)
          .setRescind(Event.Rescind.newBuilder().setOfferId(OfferID.newBuilder().setValue("offer")))
          .build();

  private final MessageDecoder<Event> decoder =
      Codec.protobuf().decoder(Event.getDefaultInstance());

  @Test
  void readsWhatItWrites() throws IOException {
    byte[] bytes = Codec.protobuf().encode(EVENT);
    assertThat(decoder.decode(bytes)).isEqualTo(EVENT);
    byte[] amid = new byte[bytes.length + 5];
    Arrays.fill(amid, (byte) 0xff);
    System.arraycopy(bytes, 0, amid, 2, bytes.length);
    assertThat(decoder.decode(amid, 2, bytes.length)).isEqualTo(EVENT);
  }

  @Test
  void keepsWhatIsInNoSchema() throws IOException {
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(1, UnknownFieldSet.Field.newBuilder().addVarint(77).build())
            .addField(900, UnknownFieldSet.Field.newBuilder().addFixed64(5).build())
            .build();
    Event event = decoder.decode(unknown.toByteArray());
    assertThat(event.hasType()).isFalse();
    assertThat(Codec.protobuf().encode(event)).isEqualTo(unknown.toByteArray());
  }

  @Test
  void tellsBytesThatAreNoMessage() {
    DecodeException e = failure(new byte[] {(byte) 0x08, (byte) 0x03, (byte) 0x07});
    assertThat(e.problem()).isEqualTo(Problem.SYNTAX);
    assertThat(e.position()).isEqualTo(3);
    assertThat(e)
        .hasMessageStartingWith("mesos.v1.scheduler.Event at byte 3: ")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void tellsEveryTruncationOrGivesAnotherMessage() throws IOException {
    byte[] bytes = Codec.protobuf().encode(EVENT);
    for (int length = 3; length < bytes.length; length++) {
      assertThat(failure(Arrays.copyOf(bytes, length)).problem()).isEqualTo(Problem.SYNTAX);
    }
  }

  @Test
  void namesAllMissingFields() {
    byte[] bytes = {0x22, 0x02, 0x0a, 0x00}; // An offer id without a value, in a rescind.
    DecodeException e = failure(bytes);
    assertThat(e.problem()).isEqualTo(Problem.MISSING_FIELDS);
    assertThat(e.missing()).containsExactly("rescind.offer_id.value");
    assertThat(e.position()).isEqualTo(-1);
    assertThat(e)
        .hasMessage(
            "mesos.v1.scheduler.Event, rescind.offer_id.value: "
                + "missing required fields rescind.offer_id.value (expected: all required fields)");
  }

  @Test
  void rangesOutsideTheArray() {
    assertThatThrownBy(() -> decoder.decode(new byte[3], 2, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void mediaTypesAreWhatMesosComparesWith() {
    assertThat(Codec.protobuf().mediaType()).isEqualTo("application/x-protobuf");
    assertThat(Codec.json().mediaType()).isEqualTo("application/json");
    assertThat(Codec.json()).hasToString("application/json");
  }

  private DecodeException failure(byte[] bytes) {
    return catchThrowableOfType(DecodeException.class, () -> decoder.decode(bytes));
  }
}
