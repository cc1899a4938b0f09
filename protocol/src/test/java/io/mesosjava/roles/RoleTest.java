package io.mesosjava.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleTest {

  @ParameterizedTest
  @ValueSource(strings = {"*", "a", "eng/dev", "a.b", "a..b", "...", "a-b", "é", "a*"})
  void acceptsPaths(String path) {
    assertThat(Role.violation(path)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "''|Role names cannot be the empty string",
        "/a|Role '/a' cannot start with a slash",
        "/|Role '/' cannot start with a slash",
        "a/|Role 'a/' cannot end with a slash",
        "a//b|Role 'a//b' cannot contain two adjacent slashes",
        ".|Role '.' cannot include '.' as a component",
        "a/..|Role 'a/..' cannot include '..' as a component",
        "a/*|Role 'a/*' cannot include '*' as a component",
        "-|Role component '-' is invalid because it starts with a dash",
        "a/-b|Role component '-b' is invalid because it starts with a dash",
        "a b|Role component 'a b' is invalid because it contains backspace or whitespace",
      })
  void refusesWithTheWordsOfMesos(String path, String text) {
    assertThat(Role.violation(path)).contains(text);
    assertThatThrownBy(() -> new Role(path)).hasMessage(text);
  }

  @Test
  void refusesControlCharactersThatCountAsBlanks() {
    for (char c : new char[] {'\t', '\n', 11, '\f', '\r', 127}) {
      assertThat(Role.violation("a" + c)).isPresent();
    }
  }

  @Test
  void knowsTheHierarchy() {
    Role role = new Role("eng/dev/qa");

    assertThat(role.parent()).contains(new Role("eng/dev"));
    assertThat(role.ancestors()).containsExactly(new Role("eng/dev"), new Role("eng"));
    assertThat(role.isStrictSubroleOf(new Role("eng"))).isTrue();
    assertThat(role.isStrictSubroleOf(role)).isFalse();
    assertThat(Role.isStrictSubrole("engine", "eng")).isFalse();
    assertThat(Role.isStrictSubrole("eng", "eng/dev")).isFalse();
  }

  @Test
  void readsLists() {
    assertThat(Role.parseList("a,b/c,,*"))
        .isEqualTo(List.of(new Role("a"), new Role("b/c"), new Role("*")));
    assertThatThrownBy(() -> Role.parseList("a, b")).isInstanceOf(IllegalArgumentException.class);
    assertThat(Role.violation(List.of("a", "/b"))).isPresent();
  }
}
