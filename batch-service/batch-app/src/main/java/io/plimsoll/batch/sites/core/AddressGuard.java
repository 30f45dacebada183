package io.plimsoll.batch.sites.core;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Says which addresses a scan may be connected to: public unicast ones, and what is allowed by
 * name. Everything special is refused: loopback, private, link-local, shared (CGNAT), multicast,
 * documentation, transition and metadata addresses, and IPv4 addresses inside IPv6 ones are judged
 * as what they are.
 *
 * <p>Source: the IANA registries of special-purpose IPv4 and IPv6 addresses (RFC 6890, RFC 8190).
 */
public final class AddressGuard {
  private static final List<Network> SPECIAL =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          // a platform's metadata service on a public address
          "168.63.129.16/32");

  /** Within {@link #GLOBAL}: protocol assignments, documentation, 6to4, segment routing. */
  private static final List<Network> SPECIAL_6 =
      networks("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

  private static final Network GLOBAL = Network.parse("2000::/3");
  private static final Network MAPPED = Network.parse("::/80");
  private static final Network TRANSLATED = Network.parse("64:ff9b::/96");

  private final List<Network> allowed;

  /**
   * @param allowed networks such as 127.0.0.0/8 that are let through all the same
   */
  public AddressGuard(List<String> allowed) {
    this.allowed = allowed.stream().map(Network::parse).toList();
  }

  /** Whether a scan may be connected to the address. */
  public boolean allows(InetAddress address) {
    byte[] bytes = address.getAddress();
    return allowed.stream().anyMatch(network -> network.holds(bytes)) || isPublic(bytes);
  }

  private static boolean isPublic(byte[] bytes) {
    if (bytes.length == 4) {
      return SPECIAL.stream().noneMatch(network -> network.holds(bytes));
    }
    if (isMapped(bytes) || TRANSLATED.holds(bytes)) {
      return isPublic(Arrays.copyOfRange(bytes, 12, 16));
    }
    return GLOBAL.holds(bytes) && SPECIAL_6.stream().noneMatch(network -> network.holds(bytes));
  }

  /** The form ::ffff:a.b.c.d; the older form without ffff is no public address at all. */
  private static boolean isMapped(byte[] bytes) {
    return MAPPED.holds(bytes) && bytes[10] == (byte) 0xFF && bytes[11] == (byte) 0xFF;
  }

  private static List<Network> networks(String... texts) {
    return Arrays.stream(texts).map(Network::parse).toList();
  }

  /** Addresses that begin alike. */
  private static final class Network {
    private final byte[] start;
    private final int bits;

    private Network(byte[] start, int bits) {
      this.start = start;
      this.bits = bits;
    }

    static Network parse(String text) {
      int slash = text.indexOf('/');
      if (slash < 0 || !text.substring(0, slash).matches("[0-9a-fA-F.:]+")) {
        throw new IllegalArgumentException(
            "network: '%s' (expected: such as 127.0.0.0/8)".formatted(text));
      }
      try {
        byte[] start = InetAddress.getByName(text.substring(0, slash)).getAddress();
        return new Network(start, Integer.parseInt(text.substring(slash + 1), 10));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(
            "network: '%s' (expected: such as 127.0.0.0/8)".formatted(text), e);
      }
    }

    boolean holds(byte[] address) {
      if (address.length != start.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
