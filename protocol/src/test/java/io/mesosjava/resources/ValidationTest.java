package io.mesosjava.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.codec.Codec;
import io.mesosjava.codec.DecodeException;
import io.mesosjava.resources.Violation.Reason;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Value;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {

  private static final String CPUS = "'name':'cpus','type':'SCALAR','scalar':{'value':1}";
  private static final String DISK = "'name':'disk','type':'SCALAR','scalar':{'value':1}";

  @ParameterizedTest
  @MethodSource("invalid")
  void refusesWithTheMastersWords(String json, Reason reason, String detail) throws Exception {
    Resource resource = resource(json);

    assertThat(Resources.violation(resource)).contains(new Violation(reason, resource, detail));
    assertThatThrownBy(() -> Resources.of(resource))
        .isInstanceOfSatisfying(
            InvalidResourceException.class,
            e -> assertThat(e.violation().resource()).isEqualTo(resource))
        .hasMessage("Resource '" + Resources.text(resource) + "' is invalid: " + detail);
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        bad("'name':'','type':'SCALAR','scalar':{'value':1}", Reason.NAME, "Empty resource name"),
        bad("'name':'x','type':'TEXT'", Reason.TYPE, "Unsupported resource type"),
        bad("'name':'cpus','type':'SCALAR'", Reason.SCALAR, "Invalid scalar resource"),
        bad(CPUS + ",'ranges':{}", Reason.SCALAR, "Invalid scalar resource"),
        bad(CPUS + ",'set':{}", Reason.SCALAR, "Invalid scalar resource"),
        bad(scalar("-1"), Reason.SCALAR, "Invalid scalar resource: value <= 0"),
        bad(scalar("0.0004"), Reason.SCALAR, "Invalid scalar resource: value <= 0"),
        bad(scalar("'Infinity'"), Reason.SCALAR, "Invalid scalar resource: value <= 0"),
        bad(scalar("'-Infinity'"), Reason.SCALAR, "Invalid scalar resource: value <= 0"),
        bad(scalar("1e16"), Reason.SCALAR, "Invalid scalar resource: value <= 0"),
        bad("'name':'p','type':'RANGES'", Reason.RANGES, "Invalid ranges resource"),
        bad(ranges("5,4"), Reason.RANGES, "Invalid ranges resource: begin > end"),
        bad(ranges("1,5", "3,9"), Reason.RANGES, "Invalid ranges resource: overlapping ranges"),
        bad(ranges("3,9", "1,5"), Reason.RANGES, "Invalid ranges resource: overlapping ranges"),
        bad(
            ranges("7,7", "1,2", "7,7"),
            Reason.RANGES,
            "Invalid ranges resource: overlapping ranges"),
        bad("'name':'s','type':'SET'", Reason.SET, "Invalid set resource"),
        bad(
            "'name':'s','type':'SET','set':{'item':['a','a']}",
            Reason.SET,
            "Invalid set resource: duplicated elements"),
        bad(CPUS + ",'disk':{}", Reason.DISK, "DiskInfo should not be set for cpus resource"),
        bad(
            DISK + ",'disk':{'source':{'type':'RAW','mount':{}}}",
            Reason.DISK,
            "Mount should not be set for RAW disk source"),
        bad(
            DISK + ",'disk':{'source':{'type':'BLOCK','path':{}}}",
            Reason.DISK,
            "Path should not be set for BLOCK disk source"),
        bad(
            DISK + ",'disk':{'source':{'type':'UNKNOWN'}}",
            Reason.DISK,
            "Unsupported 'DiskInfo.Source.Type' in 'UNKNOWN'"),
        bad(CPUS + ",'shared':{}", Reason.SHARED, "Resource cpus cannot be shared"),
        bad(DISK + ",'shared':{}", Reason.SHARED, "Only persistent volumes can be shared"),
        bad(
            DISK + ",'disk':{},'shared':{}",
            Reason.SHARED,
            "Only persistent volumes can be shared"));
  }

  @ParameterizedTest
  @MethodSource("invalidReservations")
  void refusesReservationsWithTheMastersWords(String json, Reason reason, String detail)
      throws Exception {
    refusesWithTheMastersWords(CPUS + "," + json, reason, detail);
  }

  static Stream<Arguments> invalidReservations() {
    String format = "Invalid resource format: ";
    return Stream.of(
        bad(
            "'role':'-'",
            Reason.ROLE,
            "Role component '-' is invalid because it starts with a dash"),
        bad(
            "'role':'a','reservation':{'type':'DYNAMIC'}",
            Reason.RESERVATION,
            "'Resource.ReservationInfo.type' must not be set for the 'Resource.reservation' field"),
        bad(
            "'role':'a','reservation':{'role':'a'}",
            Reason.RESERVATION,
            "'Resource.ReservationInfo.role' must not be set for the 'Resource.reservation' field"),
        bad(
            "'reservation':{}",
            Reason.RESERVATION,
            "Invalid reservation: role \"*\" cannot be dynamically reserved"),
        bad(
            "'reservations':[{'role':'a'}]",
            Reason.RESERVATION,
            "Invalid reservation: 'Resource.ReservationInfo.type' field must be set."),
        bad(
            "'reservations':[{'type':'STATIC'}]",
            Reason.RESERVATION,
            "Invalid reservation: 'Resource.ReservationInfo.role' field must be set."),
        bad(
            "'reservations':[{'type':'STATIC','role':'a//b'}]",
            Reason.ROLE,
            "Role 'a//b' cannot contain two adjacent slashes"),
        bad(
            "'reservations':[{'type':'DYNAMIC','role':'*'}]",
            Reason.RESERVATION,
            "Invalid reservation: role \"*\" cannot be reserved"),
        bad(
            "'reservations':[{'type':'UNKNOWN','role':'a'}]",
            Reason.RESERVATION,
            "Unsupported 'Resource.ReservationInfo.Type'"),
        bad(
            "'reservations':[{'type':'DYNAMIC','role':'a'},{'type':'STATIC','role':'a/b'}]",
            Reason.RESERVATION,
            "Invalid refined reservation: A refined reservation cannot be STATIC"),
        bad(
            "'reservations':[{'type':'DYNAMIC','role':'a'},{'type':'DYNAMIC','role':'a'}]",
            Reason.RESERVATION,
            "Invalid refined reservation: role 'a' is not a refinement of 'a'"),
        bad(
            "'reservations':[{'type':'DYNAMIC','role':'a'},{'type':'DYNAMIC','role':'ab'}]",
            Reason.RESERVATION,
            "Invalid refined reservation: role 'ab' is not a refinement of 'a'"),
        bad(
            "'role':'b','reservations':[{'type':'STATIC','role':'a'}]",
            Reason.FORMAT,
            format
                + "'Resource.role' field with 'b' does not match the role 'a' in"
                + " 'Resource.reservations'"),
        bad(
            "'reservation':{},'reservations':[{'type':'STATIC','role':'a'}]",
            Reason.FORMAT,
            format
                + "'Resource.reservation' must not be set if the single reservation in"
                + " 'Resource.reservations' is STATIC"),
        bad(
            "'role':'a','reservations':[{'type':'DYNAMIC','role':'a'}]",
            Reason.FORMAT,
            format
                + "'Resource.role' and 'Resource.reservation' must either be both set or both not"
                + " set if the single reservation in 'Resource.reservations' is DYNAMIC"),
        bad(
            "'role':'a','reservation':{'principal':'p'},"
                + "'reservations':[{'type':'DYNAMIC','role':'a','principal':'q'}]",
            Reason.FORMAT,
            format
                + "'Resource.reservation.principal' field with 'p' does not match the principal"
                + " 'q' in 'Resource.reservations'"),
        bad(
            "'role':'a','reservation':{'labels':{'labels':[{'key':'k'}]}},"
                + "'reservations':[{'type':'DYNAMIC','role':'a'}]",
            Reason.FORMAT,
            format
                + "'Resource.reservation.labels' field with '{k}' does not match the labels '{}'"
                + " in 'Resource.reservations'"),
        bad(
            "'role':'a','reservations':[{'type':'STATIC','role':'a'},{'type':'DYNAMIC','role':'a/b'}]",
            Reason.FORMAT,
            format
                + "'Resource.role' must not be set if there is more than one reservation in"
                + " 'Resource.reservations'"),
        bad(
            "'reservation':{},"
                + "'reservations':[{'type':'STATIC','role':'a'},{'type':'DYNAMIC','role':'a/b'}]",
            Reason.FORMAT,
            format
                + "'Resource.reservation' must not be set if there is more than one reservation in"
                + " 'Resource.reservations'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'name':'cpus','type':'SCALAR','scalar':{'value':0}",
        "'name':'cpus','type':'SCALAR','scalar':{'value':0.0005}",
        "'name':'p','type':'RANGES','ranges':{}",
        "'name':'p','type':'RANGES','ranges':{'range':[{'begin':3,'end':4},{'begin':1,'end':2}]}",
        "'name':'s','type':'SET','set':{}",
        CPUS + ",'role':'*'",
        CPUS + ",'role':'a'",
        CPUS + ",'role':'a','reservation':{}",
        CPUS + ",'role':'a','reservations':[{'type':'STATIC','role':'a'}]",
        CPUS + ",'role':'a','reservation':{},'reservations':[{'type':'DYNAMIC','role':'a'}]",
        CPUS + ",'reservations':[{'type':'STATIC','role':'a'},{'type':'DYNAMIC','role':'a/b'}]",
        DISK + ",'disk':{}",
        DISK + ",'disk':{'source':{'type':'RAW','id':'x'}}",
        DISK + ",'disk':{'source':{'type':'PATH','mount':{}}}",
      })
  void acceptsWhatTheMasterAccepts(String json) throws Exception {
    assertThat(Resources.violation(resource(json))).isEmpty();
  }

  @Test
  void refusesWhatIsNotANumber() {
    Resource nan =
        Resource.newBuilder()
            .setName("cpus")
            .setType(Value.Type.SCALAR)
            .setScalar(Value.Scalar.newBuilder().setValue(Double.NaN))
            .build();

    assertThat(Resources.violation(nan)).map(Violation::reason).contains(Reason.SCALAR);
  }

  @Test
  void printsInfinityAsTheMasterDoes() throws Exception {
    assertThat(Resources.violation(resource(scalar("'Infinity'"))).map(Violation::message))
        .contains(
            "Resource 'mem:-9.22337203685478e+15' is invalid: Invalid scalar resource: value <= 0");
  }

  private static Arguments bad(String json, Reason reason, String detail) {
    return Arguments.of(json, reason, detail);
  }

  private static String scalar(String value) {
    return "'name':'mem','type':'SCALAR','scalar':{'value':" + value + "}";
  }

  private static String ranges(String... pairs) {
    StringBuilder ranges = new StringBuilder();
    for (String pair : pairs) {
      String[] bounds = pair.split(",", -1);
      ranges.append(ranges.length() > 0 ? "," : "");
      ranges.append("{'begin':" + bounds[0] + ",'end':" + bounds[1] + "}");
    }
    return "'name':'ports','type':'RANGES','ranges':{'range':[" + ranges + "]}";
  }

  static Resource resource(String json) throws DecodeException {
    byte[] bytes = ("{" + json.replace('\'', '"') + "}").getBytes(StandardCharsets.UTF_8);
    return Codec.json().decoder(Resource.getDefaultInstance()).decode(bytes);
  }
}
