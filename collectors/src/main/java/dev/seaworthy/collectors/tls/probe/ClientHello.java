package dev.seaworthy.collectors.tls.probe;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A question to a server, as RFC 8446 section 4.1.2 and its predecessors present it.
 *
 * @param version the highest that is offered, and the only one
 * @param suites codes, in the client's order
 * @param groups codes, in the client's order
 * @param serverName what the client says that it came for
 * @param applications protocols offered by ALPN
 * @param compresses whether DEFLATE is offered besides no compression
 * @param fallback whether the client says that it would rather have spoken a newer version
 * @param shares whether a key share for x25519 comes along; without it a server that takes a group
 *     asks for its share, which tells as much
 */
record ClientHello(
    ProtocolVersion version,
    List<Integer> suites,
    List<Integer> groups,
    Optional<String> serverName,
    List<String> applications,
    boolean compresses,
    boolean fallback,
    boolean shares) {
  static final int RANDOM_BYTES = 32;

  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int RENEGOTIATION_SCSV = 0x00ff;
  private static final int FALLBACK_SCSV = 0x5600;
  private static final int SSL_2_CHALLENGE = 16;
  private static final int SSL_2_HEADER = 0x8000;

  /** All that anybody signs with, weak ones included: what is refused must be the suite. */
  private static final List<Integer> SIGNATURES =
      List.of(
          0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0809, 0x080a, 0x080b, 0x0804, 0x0805, 0x0806,
          0x0401, 0x0501, 0x0601, 0x081a, 0x081b, 0x081c, 0x0303, 0x0301, 0x0402, 0x0502, 0x0602,
          0x0302, 0x0203, 0x0201, 0x0202, 0x0101);

  ClientHello {
    suites = List.copyOf(suites);
    groups = List.copyOf(groups);
    applications = List.copyOf(applications);
  }

  static ClientHello of(ProtocolVersion version, List<Integer> suites, Optional<String> name) {
    return new ClientHello(
        version,
        suites,
        NamedGroup.codes(version),
        name,
        List.of(),
        false,
        false,
        !version.isInTheClear());
  }

  ClientHello withGroups(List<Integer> others) {
    return new ClientHello(
        version, suites, others, serverName, applications, compresses, fallback, false);
  }

  ClientHello withServerName(Optional<String> other) {
    return new ClientHello(
        version, suites, groups, other, applications, compresses, fallback, shares);
  }

  ClientHello withApplications(List<String> others) {
    return new ClientHello(
        version, suites, groups, serverName, others, compresses, fallback, shares);
  }

  ClientHello compressing() {
    return new ClientHello(
        version, suites, groups, serverName, applications, true, fallback, shares);
  }

  ClientHello fallingBack() {
    return new ClientHello(
        version, suites, groups, serverName, applications, compresses, true, shares);
  }

  /**
   * The whole record that is sent.
   *
   * @param random 32 bytes that nobody foresees
   */
  byte[] toBytes(byte[] random) {
    if (version == ProtocolVersion.SSL_2) {
      return ssl2(random);
    }
    byte[] body = body(random);
    byte[] message = new Bytes().u8(CLIENT_HELLO).u24(body.length).raw(body).toArray();
    int recordVersion = Math.min(version.code(), ProtocolVersion.TLS_1_0.code());
    return new Bytes().u8(HANDSHAKE).u16(recordVersion).vector16(message).toArray();
  }

  private byte[] body(byte[] random) {
    Bytes body =
        new Bytes()
            .u16(Math.min(version.code(), ProtocolVersion.TLS_1_2.code()))
            .raw(random)
            // A session of TLS 1.3 poses as a resumed one, for machines in between.
            .vector8(version.isInTheClear() ? new byte[0] : random)
            .vector16(cipherSuites())
            .vector8(compresses ? new byte[] {1, 0} : new byte[] {0});
    if (version.hasExtensions()) {
      body.vector16(extensions(random));
    }
    return body.toArray();
  }

  private byte[] cipherSuites() {
    Bytes codes = new Bytes();
    suites.forEach(codes::u16);
    if (!version.hasExtensions()) {
      codes.u16(RENEGOTIATION_SCSV);
    }
    if (fallback) {
      codes.u16(FALLBACK_SCSV);
    }
    return codes.toArray();
  }

  private byte[] extensions(byte[] random) {
    Bytes all = new Bytes();
    serverName.ifPresent(name -> add(all, Extension.SERVER_NAME, serverName(name)));
    if (!groups.isEmpty()) {
      add(all, Extension.GROUPS, codes(groups));
      add(all, Extension.POINT_FORMATS, new byte[] {1, 0});
    }
    if (version.compareTo(ProtocolVersion.TLS_1_2) >= 0) {
      add(all, Extension.SIGNATURES, codes(SIGNATURES));
    }
    if (!applications.isEmpty()) {
      add(all, Extension.APPLICATIONS, applicationList());
    }
    if (version.isInTheClear()) {
      add(all, Extension.MASTER_SECRET, new byte[0]);
      add(all, Extension.SESSION_TICKET, new byte[0]);
      add(all, Extension.RENEGOTIATION, new byte[] {0});
    } else {
      add(all, Extension.VERSIONS, new Bytes().u8(2).u16(version.code()).toArray());
      add(all, Extension.PSK_MODES, new byte[] {1, 1});
      add(all, Extension.KEY_SHARE, new Bytes().vector16(shares(random)).toArray());
    }
    return all.toArray();
  }

  /** Every 32 bytes are a public key of x25519. */
  private byte[] shares(byte[] random) {
    return shares ? new Bytes().u16(NamedGroup.X25519).vector16(random).toArray() : new byte[0];
  }

  private byte[] applicationList() {
    Bytes names = new Bytes();
    applications.forEach(name -> names.vector8(name.getBytes(StandardCharsets.US_ASCII)));
    return new Bytes().vector16(names.toArray()).toArray();
  }

  private static byte[] serverName(String name) {
    byte[] host = new Bytes().u8(0).vector16(name.getBytes(StandardCharsets.US_ASCII)).toArray();
    return new Bytes().vector16(host).toArray();
  }

  private static byte[] codes(List<Integer> codes) {
    Bytes bytes = new Bytes();
    codes.forEach(bytes::u16);
    return new Bytes().vector16(bytes.toArray()).toArray();
  }

  private static void add(Bytes all, int type, byte[] body) {
    all.u16(type).vector16(body);
  }

  /** https://datatracker.ietf.org/doc/html/rfc6101#appendix-E describes hellos of SSL 2.0. */
  private byte[] ssl2(byte[] random) {
    Bytes specs = new Bytes();
    suites.forEach(specs::u24);
    byte[] message =
        new Bytes()
            .u8(CLIENT_HELLO)
            .u16(version.code())
            .u16(specs.toArray().length)
            .u16(0)
            .u16(SSL_2_CHALLENGE)
            .raw(specs.toArray())
            .raw(java.util.Arrays.copyOf(random, SSL_2_CHALLENGE))
            .toArray();
    return new Bytes().u16(SSL_2_HEADER | message.length).raw(message).toArray();
  }
}
