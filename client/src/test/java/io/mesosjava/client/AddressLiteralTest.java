package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressLiteralTest {

  @Test
  void readsBothVersions() throws Exception {
    assertThat(AddressLiteral.parse("127.0.0.1"))
        .isEqualTo(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    assertThat(AddressLiteral.parse("255.10.9.0"))
        .isEqualTo(InetAddress.getByAddress(new byte[] {-1, 10, 9, 0}));
    byte[] loopback = new byte[16];
    loopback[15] = 1;
    assertThat(AddressLiteral.parse("::1")).isEqualTo(InetAddress.getByAddress(loopback));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "cafe",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.",
        ".1.2.3",
        "1.2.3.256",
        "1.2.3.0004",
        "1..2.3",
        "1.2.3.4a",
        "1.2.3.four",
        ""
      })
  void aNameIsNoAddress(String name) {
    assertThat(AddressLiteral.parse(name)).isNull();
  }
}
