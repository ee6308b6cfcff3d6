package io.medley.content.precheck.http;

import java.net.InetAddress;

/** Which addresses belong to machines that a link in a piece must never reach. */
final class InnerNetwork {

  private InnerNetwork() {}

  /**
   * Whether an address is none of the public internet: loopback, link-local (RFC 3927, 4291),
   * private (RFC 1918, 4193), shared (RFC 6598), reserved, multicast or unspecified.
   */
  static boolean contains(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    byte[] bytes = address.getAddress();
    return bytes.length == 4 ? contains4(bytes, 0) : contains6(bytes);
  }

  private static boolean contains4(byte[] bytes, int from) {
    int first = bytes[from] & 0xff;
    int second = bytes[from + 1] & 0xff;
    int third = bytes[from + 2] & 0xff;
    return first == 0
        || first == 10
        || first == 127
        || first >= 224
        || (first == 100 && second >= 64 && second < 128)
        || (first == 169 && second == 254)
        || (first == 172 && second >= 16 && second < 32)
        || (first == 192 && second == 168)
        || (first == 192 && second == 0 && (third == 0 || third == 2))
        || (first == 198 && (second == 18 || second == 19))
        || (first == 198 && second == 51 && third == 100)
        || (first == 203 && second == 0 && third == 113);
  }

  private static boolean contains6(byte[] bytes) {
    int first = bytes[0] & 0xff;
    if ((first & 0xfe) == 0xfc) {
      return true;
    }
    // An IPv4 address in other clothes: ::a.b.c.d, 64:ff9b::a.b.c.d (NAT64), 2002:a.b.c.d:: (6to4).
    boolean compatible = true;
    for (int i = 0; i < 12; i++) {
      compatible &= bytes[i] == 0;
    }
    boolean nat64 =
        first == 0
            && (bytes[1] & 0xff) == 0x64
            && (bytes[2] & 0xff) == 0xff
            && (bytes[3] & 0xff) == 0x9b;
    boolean sixToFour = first == 0x20 && (bytes[1] & 0xff) == 0x02;
    return ((compatible || nat64) && contains4(bytes, 12)) || (sixToFour && contains4(bytes, 2));
  }
}
