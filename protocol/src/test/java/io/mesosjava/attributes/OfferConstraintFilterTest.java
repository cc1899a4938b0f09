package io.mesosjava.attributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.codec.Codec;
import io.mesosjava.codec.DecodeException;
import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.DomainInfo;
import io.mesosjava.v1.scheduler.OfferConstraints;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferConstraintFilterTest {

  private static final AgentInfo AGENT =
      AgentInfo.newBuilder()
          .setHostname("host-1")
          .addAllAttributes(Attributes.parse("rack:r1;level:10;rack:r2").messages())
          .setDomain(
              DomainInfo.newBuilder()
                  .setFaultDomain(
                      DomainInfo.FaultDomain.newBuilder()
                          .setRegion(DomainInfo.FaultDomain.RegionInfo.newBuilder().setName("eu"))
                          .setZone(DomainInfo.FaultDomain.ZoneInfo.newBuilder().setName("z1"))))
          .build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'attribute_name':'rack'|'exists':{}|true",
        "'attribute_name':'none'|'exists':{}|false",
        "'attribute_name':'none'|'not_exists':{}|true",
        "'attribute_name':'level'|'not_exists':{}|false",
        "'attribute_name':'rack'|'text_equals':{'value':'r1'}|true",
        "'attribute_name':'rack'|'text_equals':{'value':'r2'}|false",
        "'attribute_name':'none'|'text_equals':{'value':'r1'}|false",
        "'attribute_name':'level'|'text_equals':{'value':'x'}|true",
        "'attribute_name':'rack'|'text_not_equals':{'value':'r1'}|false",
        "'attribute_name':'none'|'text_not_equals':{'value':'r1'}|true",
        "'attribute_name':'level'|'text_not_equals':{'value':'x'}|true",
        "'attribute_name':'rack'|'text_matches':{'regex':'r[0-9]'}|true",
        "'attribute_name':'rack'|'text_matches':{'regex':'r'}|false",
        "'attribute_name':'level'|'text_matches':{'regex':'x'}|true",
        "'attribute_name':'none'|'text_not_matches':{'regex':'x'}|true",
        "'attribute_name':'rack'|'text_not_matches':{'regex':'r.'}|false",
        "'attribute_name':'level'|'text_not_matches':{'regex':'.*'}|true",
        "'pseudoattribute_type':'HOSTNAME'|'text_equals':{'value':'host-1'}|true",
        "'pseudoattribute_type':'REGION'|'text_equals':{'value':'eu'}|true",
        "'pseudoattribute_type':'ZONE'|'text_equals':{'value':'z2'}|false",
      })
  void evaluatesEachPredicate(String selector, String predicate, boolean wanted)
      throws DecodeException {
    OfferConstraintFilter filter = filter(groups(constraint(selector, predicate)));

    assertThat(filter.excludes("a", AGENT)).isEqualTo(!wanted);
    assertThat(filter.excludes("other", AGENT)).isFalse();
  }

  @Test
  void missesARegionWhereThereIsNoDomain() throws DecodeException {
    OfferConstraintFilter filter =
        filter(groups(constraint("'pseudoattribute_type':'REGION'", "'not_exists':{}")));

    assertThat(filter.excludes("a", AGENT.toBuilder().clearDomain().build())).isFalse();
    assertThat(filter.excludes("a", AGENT)).isTrue();
  }

  @Test
  void wantsOneGroupAndAllOfItsConstraints() throws DecodeException {
    String yes = constraint("'attribute_name':'rack'", "'exists':{}");
    String no = constraint("'attribute_name':'rack'", "'not_exists':{}");

    assertThat(filter(groups(yes + "," + no)).excludes("a", AGENT)).isTrue();
    assertThat(filter(groups(no, yes)).excludes("a", AGENT)).isFalse();
    assertThat(filter(groups(no, yes + "," + no)).excludes("a", AGENT)).isTrue();
  }

  @Test
  void refusesWithTheMastersWords() {
    assertRefused(
        "'groups':[]",
        "'OfferConstraints::role_constraints' has an empty 'RoleConstraints::groups' for role a");
    assertRefused(
        groups(""),
        "'OfferConstraints::RoleConstraints::groups' for role acontains an empty"
            + " RoleConstraints::Group");
    assertRefused(
        groups(constraint("", "'exists':{}")),
        "A role a has an invalid 'AttributeConstraint': Exactly one of"
            + " 'AttributeConstraint::Selector::name' or"
            + " 'AttributeConstraint::Selector::pseudoattribute_type' must be set");
    assertRefused(
        groups(constraint("'pseudoattribute_type':'UNKNOWN'", "'exists':{}")),
        "A role a has an invalid 'AttributeConstraint': Unknown pseudoattribute type");
    assertRefused(
        groups(constraint("'attribute_name':'x'", "")),
        "A role a has an invalid 'AttributeConstraint': Unknown predicate type");
    assertRefused(
        groups(constraint("'attribute_name':'x'", "'text_matches':{'regex':'['}")),
        "A role a has an invalid 'AttributeConstraint': Failed to construct regex from pattern"
            + " '[': missing ]: [");
  }

  private static void assertRefused(String constraints, String text) {
    assertThatThrownBy(() -> filter(constraints)).hasMessage(text);
  }

  private static String groups(String... groups) {
    StringBuilder json = new StringBuilder();
    for (String group : groups) {
      json.append(json.length() > 0 ? "," : "");
      json.append("{'attribute_constraints':[" + group + "]}");
    }
    return "'groups':[" + json + "]";
  }

  private static String constraint(String selector, String predicate) {
    return "{'selector':{" + selector + "},'predicate':{" + predicate + "}}";
  }

  private static OfferConstraintFilter filter(String role) throws DecodeException {
    String json = "{'role_constraints':{'a':{" + role + "}}}";
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return OfferConstraintFilter.of(
        Codec.json().decoder(OfferConstraints.getDefaultInstance()).decode(bytes));
  }
}
