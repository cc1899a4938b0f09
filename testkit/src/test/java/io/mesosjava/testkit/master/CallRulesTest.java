package io.mesosjava.testkit.master;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.scheduler.Call;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallRulesTest {

  private static Call subscribe(String outer, String inner) {
    FrameworkInfo.Builder info = FrameworkInfo.newBuilder().setUser("u").setName("n");
    Call.Builder call = Call.newBuilder().setType(Call.Type.SUBSCRIBE);
    if (!outer.equals("absent")) {
      call.setFrameworkId(FrameworkID.newBuilder().setValue(outer));
    }
    if (!inner.equals("absent")) {
      info.setId(FrameworkID.newBuilder().setValue(inner));
    }
    return call.setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(info)).build();
  }

  @ParameterizedTest
  @CsvSource({"absent, ''", "'', absent", "'', ''", "absent, absent", "a, a"})
  void anAbsentIdIsAsGoodAsAnEmptyOne(String outer, String inner) {
    assertThatCode(() -> CallRules.check(subscribe(outer, inner))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"absent, a", "a, absent", "'', a", "a, b"})
  void differentIdsAreRefused(String outer, String inner) {
    assertThatThrownBy(() -> CallRules.check(subscribe(outer, inner))).isInstanceOf(Refusal.class);
  }
}
