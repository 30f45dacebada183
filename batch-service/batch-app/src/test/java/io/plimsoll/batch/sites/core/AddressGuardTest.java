package io.plimsoll.batch.sites.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  private final AddressGuard guard = new AddressGuard(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "168.63.129.16",
        "::",
        "::1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "3fff::1",
        "4000::1"
      })
  void refusesWhatIsNotPublic(String address) throws UnknownHostException {
    assertThat(guard.allows(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "93.184.216.34",
        "8.8.8.8",
        "172.15.255.255",
        "172.32.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "192.167.255.255",
        "223.255.255.255",
        "2606:2800:220:1:248:1893:25c8:1946",
        "2001:4860:4860::8888",
        "64:ff9b::808:808"
      })
  void letsPublicOnesThrough(String address) throws UnknownHostException {
    assertThat(guard.allows(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void judgesAMappedAddressAsWhatItIs() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xFF;
    mapped[11] = (byte) 0xFF;
    mapped[12] = 127;
    mapped[15] = 1;

    assertThat(guard.allows(java.net.Inet6Address.getByAddress("x", mapped, 0))).isFalse();
  }

  @Test
  void letsThroughWhatIsAllowedByNameAndNothingBeside() throws UnknownHostException {
    AddressGuard allowing = new AddressGuard(List.of("127.0.0.0/30", "fd00::/8"));

    assertThat(allowing.allows(InetAddress.getByName("127.0.0.3"))).isTrue();
    assertThat(allowing.allows(InetAddress.getByName("127.0.0.4"))).isFalse();
    assertThat(allowing.allows(InetAddress.getByName("fd12::1"))).isTrue();
    assertThat(allowing.allows(InetAddress.getByName("10.0.0.1"))).isFalse();
    assertThatThrownBy(() -> new AddressGuard(List.of("example.com/8")))
        .hasMessageContaining("expected: such as 127.0.0.0/8");
  }
}
